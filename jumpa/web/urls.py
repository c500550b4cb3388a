from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from jumpa.web.views import gallery, home, language, sign_in

urlpatterns: list[URLPattern] = [
    path("", home.home, name="beranda"),
    path("masuk/", sign_in.SignIn.as_view(), name="masuk"),
    path("keluar/", LogoutView.as_view(), name="keluar"),
    path("bahasa/", language.choose, name="bahasa"),
    path("gaya/", gallery.gallery, name="gaya"),
]
