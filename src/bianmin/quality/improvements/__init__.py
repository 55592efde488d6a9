"""Corrective work 改善措施: from what was found to what was verified as mended."""
