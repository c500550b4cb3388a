import pytest

from jumpa.documents.person_names import likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drs. Hendra Gunawan, M.Si.", "HENDRA GUNAWAN"),
        ("Drs. Hendra Gunawan, M.Si.", "Hendra Gunawan M.Si"),
        ("Dr. Ir. H. Muhammad Ridwan, S.T., M.T.", "Muh. Ridwan"),
        ("M. Ridwan", "Mohammad Ridwan"),
        ("Hj. Siti Aminah, S.T.", "siti aminah"),
        ("Yuliana Sari, A.Md.", "Yuliana  Sari"),
        ("René Tjandra", "Rene Tjandra"),
    ],
)
def test_titles_case_dots_and_short_forms_do_not_matter(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drs. Hendra Gunawan, M.Si.", "Hendra"),
        ("Maria Yosefina, S.Sos.", "Maria Yoseffina"),
        ("Nurhayati, S.E.", "Nur Hayati"),
        ("Hendra Gunawan", "H. Gunawan"),
        ("Bambang Eko Prasetyo", "Bambang E. Prasetyo"),
        ("Bambang Prasetyo", "Bambang Eko Prasetyo"),
    ],
)
def test_a_little_otherwise_is_near(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "near"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drs. Hendra Gunawan, M.Si.", "Orang Lain"),
        ("Hendra Gunawan", "Hendra Wijaya"),
        ("Hendra Gunawan", "Maria Yosefina"),
        ("Muhammad Ridwan", "Muhammad Iqbal"),
        ("H. G.", "Hendra Gunawan"),
        ("Hendra Gunawan", ""),
        ("Hendra Gunawan", "Dinas Kominfo Uji"),
    ],
)
def test_another_person_is_another_person(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "other"
