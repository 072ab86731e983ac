"""The one page."""

from django.urls import path

from .board import board

urlpatterns = [path("kh/<int:year>", board)]
