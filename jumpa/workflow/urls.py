from django.urls import path

from jumpa.workflow.views import sop

urlpatterns = [
    path("sop/", sop.sop_page, name="sop"),
    path("sop/unduh/", sop.sop_pdf, name="sop_pdf"),
]
