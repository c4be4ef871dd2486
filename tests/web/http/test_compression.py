import gzip

from flask.testing import FlaskClient


def test_a_page_is_compressed_for_a_reader_who_takes_it(client: FlaskClient) -> None:
    plain = client.get("/?q=chile")
    packed = client.get("/?q=chile", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)


def test_nobody_else_is_given_it(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/?q=chile", headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_a_few_bytes_are_left_alone(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers={"Accept-Encoding": "gzip"}).headers
