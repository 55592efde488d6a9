"""Reference data is read once in an edition, anew in another, and each time where no edition holds."""

from bianmin.kernel.lasting import holding, lasting, let_go


class Books:
    """Counts how often it is read."""

    def __init__(self) -> None:
        self.read = 0

    def ask(self) -> int:
        self.read += 1
        return self.read


def look(books: Books, edition: str) -> int:
    with holding(lambda: edition):
        return lasting(Books, "all", books.ask)


def test_one_edition_is_read_once():
    books = Books()
    assert [look(books, "lasting-a"), look(books, "lasting-a")] == [1, 1]


def test_another_edition_is_read_anew_and_the_former_is_forgotten():
    books = Books()
    assert [look(books, "lasting-b"), look(books, "lasting-c"), look(books, "lasting-b")] == [1, 2, 3]


def test_outside_a_request_and_before_anything_was_loaded_all_is_read_each_time():
    books = Books()
    assert [lasting(Books, "all", books.ask), lasting(Books, "all", books.ask)] == [1, 2]
    assert [look(books, ""), look(books, "")] == [3, 4]


def test_what_was_changed_within_a_request_is_read_anew_within_it():
    books = Books()
    with holding(lambda: "lasting-d"):
        assert lasting(Books, "all", books.ask) == 1
        let_go()
        assert lasting(Books, "all", books.ask) == 2


def test_the_edition_is_asked_for_at_most_once_and_only_when_needed():
    asked = []

    def edition() -> str:
        asked.append("asked")
        return "lasting-e"

    with holding(edition):
        assert asked == []
        lasting(Books, 1, lambda: 1)
        lasting(Books, 2, lambda: 2)
    assert asked == ["asked"]
