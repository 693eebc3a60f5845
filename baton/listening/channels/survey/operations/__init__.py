# SPDX-License-Identifier: MIT
"""Writing surveys (`editing`) and what people answer (`answering`)."""
