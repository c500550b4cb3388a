"""The fixed cast: fictional people, one for each part that is played in the tests."""

from dataclasses import dataclass

from jumpa.people.models import Person
from jumpa.people.tests.makers import make_agency, make_appointment, make_person


@dataclass(frozen=True)
class Cast:
    """Everybody; each logs in with ``makers.PASSWORD``. ``outsider`` must see nothing."""

    requester: Person
    outsider: Person
    clerk: Person
    head: Person
    stand_in: Person
    division_head: Person
    coordinator: Person
    operator: Person
    operator_two: Person
    operator_three: Person
    administrator: Person


def _official(name: str, office: str, email: str, nip: str) -> Person:
    return make_person(office, name=name, email=f"{email}@kominfo.contoh.go.id", nip=nip)


def make_cast() -> Cast:
    """Make the cast; the stand-in is Plh. Kepala Dinas for all duties, from a day ago."""
    education = make_agency("Dinas Pendidikan dan Kebudayaan", short_name="Disdikbud")
    health = make_agency("Dinas Kesehatan dan Keluarga Berencana", short_name="Dinkes KB")
    stand_in = _official("Maria Yosefina, S.Sos.", "", "maria", "197505052000032005")
    make_appointment(stand_in, "kepala_dinas", standing="plh")
    return Cast(
        requester=make_person(
            "opd",
            agency=education,
            name="Rina Marlina, S.Pd.",
            email="rina@disdikbud.contoh.go.id",
            nip="198501012010012001",
            phone="0812 5700 1001",
        ),
        outsider=make_person(
            "opd",
            agency=health,
            name="Andi Saputra, S.K.M.",
            email="andi@dinkes.contoh.go.id",
            nip="198602022011011002",
            phone="0812 5700 1002",
        ),
        clerk=_official("Yuliana Sari, A.Md.", "tu", "yuliana", "199003032015032003"),
        head=_official(
            "Drs. Hendra Gunawan, M.Si.", "kepala_dinas", "hendra", "196804041993031004"
        ),
        stand_in=stand_in,
        division_head=_official(
            "Bambang Prasetyo, S.Kom.", "kabid_aptika", "bambang", "197606062002121006"
        ),
        coordinator=_official("Siti Aminah, S.T.", "subkor_ile", "siti", "198207072008012007"),
        operator=_official("Agus Wijaya", "tim_tcmr", "agus", "199108082019031008"),
        operator_two=_official("Dewi Lestari, S.Kom.", "tim_tcmr", "dewi", "199209092020122009"),
        operator_three=_official("Rudi Hartono", "tim_tcmr", "rudi", "199310102022211010"),
        administrator=_official(
            "Teguh Santoso, S.Kom.", "administrator", "teguh", "198811112014021011"
        ),
    )
