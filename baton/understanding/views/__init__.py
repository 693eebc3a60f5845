# SPDX-License-Identifier: MIT
"""The pages of what people say."""
