# SPDX-License-Identifier: MIT
"""What Baton takes and how well it does: each module prints its own figures from `main()`."""
