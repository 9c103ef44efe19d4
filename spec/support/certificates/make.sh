#!/bin/sh
# Makes the certificates of the specs, which are checked in: they are valid for a hundred years, and worth nothing.
set -e
cd "$(dirname "$0")"
days=36500
key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$1"; }
key server.key
key client.key
key authority.key
openssl req -x509 -new -key authority.key -subj '/CN=Authority of the specs' -days $days -out authority.pem

# signed NAME KEY SUBJECT NAMES: by the authority.
signed() {
  printf 'subjectAltName=%s\n' "$4" >names.tmp
  openssl req -new -key "$2" -subj "$3" |
    openssl x509 -req -CA authority.pem -CAkey authority.key -CAcreateserial -extfile names.tmp -days "${5:-$days}" -out "$1" 2>&1 | grep -v '^Cert\|^subj'
}
signed server.pem server.key '/CN=localhost' 'DNS:localhost,IP:127.0.0.1,IP:::1' || true
signed other.pem server.key '/CN=other.example' 'DNS:other.example' || true
signed client.pem client.key '/CN=ann' 'email:ann@chat.example' || true
openssl req -x509 -new -key server.key -subj '/CN=localhost' -addext 'subjectAltName=DNS:localhost' -days $days -out own.pem
openssl req -x509 -new -key server.key -subj '/CN=localhost' -addext 'subjectAltName=DNS:localhost' -days $days -out renewed.pem
# Expired: `openssl ca` is the tool of version 3.0 that takes the dates.
: >index.tmp
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.tmp\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' >ca.tmp
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >names.tmp
openssl req -new -key server.key -subj '/CN=localhost' -out request.tmp
openssl ca -batch -notext -config ca.tmp -cert authority.pem -keyfile authority.key -extfile names.tmp \
  -startdate 20200101000000Z -enddate 20200201000000Z -in request.tmp -out expired.pem 2>/dev/null
rm -f ./*.tmp ./*.tmp.* authority.srl authority.key ????????????????????????????????????????.pem
