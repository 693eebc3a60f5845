# SPDX-License-Identifier: MIT
"""What people said in another language, said in English beside it: by a person or by a machine."""
