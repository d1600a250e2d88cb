"""The addresses of those who review; answers and the trail are for those who enter as well."""

from django.urls import path

from disclosures.desk.review.batches import batch, run_batch
from disclosures.desk.review.deadline import set_deadline
from disclosures.desk.review.feedback import add_note, give_opinion, review_secrecy
from disclosures.desk.review.notes import answer_note, remove_note, reopen_note
from disclosures.desk.review.progress import progress, progress_file
from disclosures.desk.review.queues import queues
from disclosures.desk.review.submission_page import review, take_step
from disclosures.desk.review.trail import trail

urlpatterns = [
    path("review/", queues, name="desk-queues"),
    path("review/progress/", progress, name="desk-progress"),
    path("review/progress/download.xlsx", progress_file, name="desk-progress-file"),
    path("review/batch/<str:action>/", batch, name="desk-batch"),
    path("review/batch/<str:action>/run/", run_batch, name="desk-batch-run"),
    path("review/<int:pk>/", review, name="desk-review"),
    path("review/<int:pk>/trail/", trail, name="desk-trail"),
    path("review/<int:pk>/deadline/", set_deadline, name="desk-deadline"),
    path("review/<int:pk>/steps/<str:action>/", take_step, name="desk-review-step"),
    path("review/<int:pk>/notes/", add_note, name="desk-note-add"),
    path("review/<int:pk>/opinion/", give_opinion, name="desk-opinion"),
    path("review/<int:pk>/secrecy/<str:key>/", review_secrecy, name="desk-secrecy"),
    path("review/notes/<int:pk>/answer/", answer_note, name="desk-note-answer"),
    path("review/notes/<int:pk>/remove/", remove_note, name="desk-note-remove"),
    path("review/notes/<int:pk>/reopen/", reopen_note, name="desk-note-reopen"),
]
