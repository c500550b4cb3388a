from django.urls import URLPattern, URLResolver, include, path

handler400 = "jumpa.web.views.errors.bad_request"
handler404 = "jumpa.web.views.errors.page_not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("jumpa.web.urls")),
    path("", include("jumpa.people.urls")),
    path("", include("jumpa.core.urls")),
    path("", include("jumpa.scheduling.urls")),
    path("", include("jumpa.documents.urls")),
    path("", include("jumpa.workflow.urls")),
    path("", include("jumpa.intake.urls")),
    path("", include("jumpa.steps.urls")),
    path("", include("jumpa.reporting.urls")),
]
