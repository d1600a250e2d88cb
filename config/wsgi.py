import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if not (settings.SECRET_KEY_GIVEN or settings.DEBUG or settings.DEMO):
    raise ImproperlyConfigured("没有设置环境变量 SECRET_KEY，不能对外服务。设置方法见 docs/operations.md。")
application = get_wsgi_application()
