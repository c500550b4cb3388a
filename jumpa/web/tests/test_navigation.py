from jumpa.web.navigation import Entry, Group, menu_for

MENU = (
    Group("", (Entry("Beranda", "beranda", "home"), Entry("Gaya", "gaya", "palette"))),
    Group("Kelola", (Entry("Masuk", "masuk", "login", frozenset({"administrator"})),)),
    Group("Nanti", (Entry("Belum ada", "halaman_yang_belum_ada", "x"),)),
)


def test_an_entry_is_seen_only_by_its_offices_and_a_group_never_empty() -> None:
    assert [section.title for section in menu_for({"tu"}, "/", MENU)] == [""]
    assert [section.title for section in menu_for({"administrator"}, "/", MENU)] == ["", "Kelola"]


def test_a_page_that_does_not_exist_is_left_out() -> None:
    titles = {link.title for part in menu_for({"administrator"}, "/", MENU) for link in part.links}
    assert titles == {"Beranda", "Gaya", "Masuk"}


def test_one_entry_is_marked_as_the_page_one_is_on() -> None:
    def marked(path: str) -> list[str]:
        parts = menu_for({"administrator"}, path, MENU)
        return [str(link.title) for part in parts for link in part.links if link.is_current]

    assert marked("/") == ["Beranda"]
    assert marked("/gaya/") == ["Gaya"]
    assert marked("/gaya/warna/") == ["Gaya"]
    assert marked("/entah/") == []
