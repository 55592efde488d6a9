"""The ground every domain stands on: journal, facts, packs, time, organisation, people, forms, messages."""
