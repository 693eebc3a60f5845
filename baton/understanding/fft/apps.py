# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class FftConfig(AppConfig):
    name = "baton.understanding.fft"
    label = "fft"
