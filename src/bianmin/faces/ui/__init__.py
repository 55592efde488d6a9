"""The look: base page, components, doors, and the rendering of forms, tables and charts."""
