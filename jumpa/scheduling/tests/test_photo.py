"""Photos of rooms: redrawn, small, without what the camera wrote in, never from a hostile file."""

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from jumpa.core.errors import Refused
from jumpa.core.models import AuditEntry
from jumpa.people.tests.makers import make_person
from jumpa.scheduling.models import Resource
from jumpa.scheduling.photo import LONGEST_SIDE, prepared
from jumpa.scheduling.tests.makers import make_room


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (40, 30), **how: Any):
    written = io.BytesIO()
    Image.new(mode, size, "red" if mode in {"RGB", "RGBA"} else 0).save(written, kind, **how)
    return written.getvalue()


def redrawn(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(prepared(io.BytesIO(content))))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("PNG", "LA"),
        ("WEBP", "RGBA"),
    ],
)
def test_every_picture_becomes_a_plain_jpeg(kind: str, mode: str):
    image = redrawn(picture(kind, mode))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (40, 30))


def test_a_large_picture_is_made_small():
    assert redrawn(picture(size=(4000, 1000))).size == (LONGEST_SIDE, 400)


def test_what_is_clear_becomes_white():
    clear = io.BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(clear, "PNG")
    assert min(redrawn(clear.getvalue()).getpixel((4, 4))) > 250


def test_the_place_and_the_camera_are_left_behind_and_the_picture_is_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamera Rahasia"
    exif.get_ifd(0x8825)[2] = (0.0, 54.0, 0.0)
    content = picture(exif=exif, comment=b"catatan")
    assert b"Kamera Rahasia" in content
    made = prepared(io.BytesIO(content))
    image = Image.open(io.BytesIO(made))
    assert image.size == (30, 40)
    assert not image.getexif()
    assert b"Kamera Rahasia" not in made
    assert b"catatan" not in made


def test_what_hangs_on_the_file_is_left_behind():
    hidden = b"<script>alert(1)</script>PK\x03\x04"
    assert hidden not in prepared(io.BytesIO(picture() + hidden))


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bukan gambar",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%PDF-1.7\n",
        b"\xff\xd8\xff\xe0" + b"\0" * 400,
        picture(size=(400, 400))[:200],
        picture("PNG")[:40],
        picture("GIF", "P"),
        picture("BMP"),
        picture("TIFF"),
        bomb(7_000, 7_000),
        bomb(60_000, 60_000),
        bomb(2**31 - 1, 2**31 - 1),
        bomb(0, 0),
    ],
    ids=range(14),
)
def test_a_hostile_file_is_refused_with_a_sentence(content: bytes):
    with pytest.raises(Refused) as caught:
        prepared(io.BytesIO(content))
    assert caught.value.fields["photo"][0].endswith(".")


def test_a_file_over_the_limit_is_refused_unread(settings: Any):
    settings.UPLOAD_LIMIT_MB = 1
    with pytest.raises(Refused, match="melebihi batas 1 MB"):
        prepared(io.BytesIO(b"\0" * (1024 * 1024 + 1)))


@pytest.fixture
def keeper(db: None) -> Client:
    client = Client()
    client.force_login(make_person("administrator"))
    return client


def send(keeper: Client, room: Resource, content: bytes) -> Any:
    upload = SimpleUploadedFile("../../a.php", content, "text/html")
    return keeper.post(reverse("kelola_foto", args=[room.ref]), {"photo": upload})


def test_a_photo_is_kept_under_a_name_of_our_own_and_seen_only_with_a_login(keeper: Client):
    room = make_room()
    assert send(keeper, room, picture()).status_code == 302
    room.refresh_from_db()
    assert room.photo.name.startswith("resources/")
    assert room.photo.name.endswith(".jpg")
    assert "php" not in room.photo.name
    address = reverse("foto_ruang", args=[room.ref])
    requester = Client()
    assert requester.get(address).status_code == 302
    requester.force_login(make_person("opd"))
    answer = requester.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    assert address in keeper.get(reverse("kelola_satuan", args=[room.ref])).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_new_photo_takes_the_old_ones_place_and_both_can_be_removed(keeper: Client, tmp_path):
    room = make_room()
    send(keeper, room, picture())
    send(keeper, room, picture("PNG"))
    assert len(list((tmp_path / "resources").iterdir())) == 1
    for _ in range(2):
        remove = reverse("kelola_foto_hapus", args=[room.ref])
        assert keeper.post(remove).status_code == 302
    assert not list((tmp_path / "resources").iterdir())
    assert keeper.get(reverse("foto_ruang", args=[room.ref])).status_code == 404
    verbs = list(AuditEntry.objects.values_list("verb", flat=True).order_by("pk"))
    assert verbs == ["scheduling.resource.set_photo"] * 2 + ["scheduling.resource.remove_photo"]


def test_a_refused_photo_leaves_the_old_one(keeper: Client):
    room = make_room()
    send(keeper, room, picture())
    answer = send(keeper, room, b"<svg/>")
    assert answer.status_code == 422
    assert "rusak atau bukan gambar" in answer.content.decode()
    room.refresh_from_db()
    assert room.photo


def test_no_file_at_all_is_refused(keeper: Client):
    room = make_room()
    assert keeper.post(reverse("kelola_foto", args=[room.ref])).status_code == 422
