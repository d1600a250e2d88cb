"""What is published as data sets in the words of others: schema.org for search engines, DCAT for data portals."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from disclosures.exports import READERS_FORMATS
from disclosures.exports.table_files import MEDIA_TYPES
from disclosures.public.addresses import disclosure_address, version_address
from disclosures.public.editions import Edition
from disclosures.public.figures import YearFigures, year_figures
from disclosures.public.site import TERMS, imprint_of


def schema_org(edition: Edition, site: str) -> dict[str, Any]:
    """Return a version as a Dataset of schema.org; `site` is the address of the site."""
    version = edition.disclosure
    base = site + version_address(version)
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{version.department_name}{version.fiscal_year}年部门预算绩效信息",
        "description": (
            f"{version.region_name}{version.department_name}{version.fiscal_year}年部门预算的绩效目标和绩效指标："
            f"{version.project_count} 个项目，{version.indicator_count} 条指标。第{version.version}版。{TERMS}"
        ),
        "url": site + disclosure_address(version),
        "identifier": f"sha256:{edition.body.sha256}",
        "version": str(version.version),
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
        "temporalCoverage": str(version.fiscal_year),
        "spatialCoverage": {
            "@type": "AdministrativeArea",
            "name": version.region_name,
            "identifier": version.region_code,
        },
        "creator": {"@type": "GovernmentOrganization", "name": version.department_name},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": f"{base}download.{extension}",
            }
            for media_type, extension, _ in READERS_FORMATS.values()
        ],
    }
    day = version.published_on
    return described | ({"datePublished": day.isoformat()} if day else {})


def dcat(request: HttpRequest) -> dict[str, Any]:
    """Return everything that is published as a Catalog of DCAT: a data set for each year of each region."""
    site, imprint = request.build_absolute_uri("/")[:-1], imprint_of(request)
    publisher = imprint.owner.name if imprint else "财政部门"
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@id": f"{site}{reverse('public:home')}",
        "@type": "dcat:Catalog",
        "dct:title": settings.SITE_NAME,
        "dct:language": "zh-Hans",
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher},
        "dct:rights": TERMS,
        "dcat:service": {
            "@type": "dcat:DataService",
            "@id": f"{site}{reverse('public:api_docs')}",
            "dct:title": "数据接口",
            "dcat:endpointURL": {"@id": f"{site}{reverse('public:api_docs')}"},
            "dcat:endpointDescription": {"@id": f"{site}{reverse('public:openapi')}"},
        },
        "dcat:dataset": [_data_set(one, site) for one in year_figures() if one.departments],
    }


def _data_set(year: YearFigures, site: str) -> dict[str, Any]:
    place = [year.region_code, year.fiscal_year]
    archive = reverse("public:archive", args=place)
    files = [(archive, "application/zip", "年度数据包")]
    for name, title in (("projects", "预算项目"), ("indicators", "绩效指标")):
        address = reverse(f"public:{name}_file", args=["csv"])
        query = f"?region={year.region_code}&year={year.fiscal_year}"
        files.append((address + query, MEDIA_TYPES["csv"].partition(";")[0], title))
    return {
        "@id": f"{site}{archive}",
        "@type": "dcat:Dataset",
        "dct:title": f"{year.region_name}{year.fiscal_year}年预算绩效公开",
        "dct:description": f"{year.departments} 个单位，{year.projects} 个项目，{year.indicators} 条指标。",
        "dct:identifier": f"{year.region_code}-{year.fiscal_year}",
        "dct:temporal": str(year.fiscal_year),
        "dct:spatial": year.region_code,
        "dcat:landingPage": {"@id": f"{site}{reverse('public:region', args=[year.region_code])}"},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": title,
                "dcat:mediaType": media_type,
                "dcat:downloadURL": {"@id": f"{site}{address}"},
            }
            for address, media_type, title in files
        ],
    }
