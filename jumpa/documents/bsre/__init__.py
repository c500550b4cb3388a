"""BSrE's Esign Client Service, the bridge that an agency runs on a server of its own.

In: a PDF, a NIK and a passphrase that are kept nowhere. Out: the signed PDF, or a plain sentence.
As described in other agencies' public code; see docs/decisions/0035-bsre.md.
"""
