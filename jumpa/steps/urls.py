from django.urls import path

from jumpa.steps.views import task

urlpatterns = [
    path("tugas/<slug:ref>/", task.task_page, name="tugas"),
    path("tugas/<slug:ref>/<slug:key>/", task.make, name="tugas_langkah"),
]
