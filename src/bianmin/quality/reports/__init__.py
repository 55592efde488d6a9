"""What goes on paper 報告: outlines, sections, and figures by reference."""
