// Other people's code over the market's bytes: Go's own Ed25519 and HPKE, signed notes and trees of the checksum database
// (golang.org/x/mod/sumdb), proofs and witnesses of transparency-dev, canonical JSON of gowebpki. Reads a JSON list of questions,
// {"ask": name, …}, on standard input; prints a list of {"error", "said"}. Nothing here is the market's own.
package main

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/hpke"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/gowebpki/jcs"
	"github.com/transparency-dev/formats/log"
	witness "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Question holds whatever a question needs; bytes are base64 in JSON.
type Question struct {
	Ask                            string
	Origin, Vkey, Note, Skey, Kem  string
	Witnesses                      []string
	Index, Size, Old               int64
	Leaf, Root, OldRoot            []byte
	Proof, Records                 [][]byte
	Key, Message, Signature        []byte
	Private, Public, Cipher, Plain []byte
	Info                           []byte
}

// Answer is what the other implementation says.
type Answer struct {
	Error string `json:"error"`
	Said  any    `json:"said"`
}

var answers = map[string]func(Question) (any, error){
	"checkpoint": checkpoint, "inclusion": inclusion, "consistency": consistency, "tree": tree,
	"signature": signature, "canonical": canonical, "sign": sign, "open": open, "seal": seal,
}

func checkpoint(q Question) (any, error) {
	key, err := note.NewVerifier(q.Vkey)
	if err != nil {
		return nil, err
	}
	others := []note.Verifier{}
	for _, each := range q.Witnesses {
		other, err := witness.NewVerifierForCosignatureV1(each)
		if err != nil {
			return nil, err
		}
		others = append(others, other)
	}
	point, _, signed, err := log.ParseCheckpoint([]byte(q.Note), q.Origin, key, others...)
	if err != nil {
		return nil, err
	}
	return map[string]any{"size": point.Size, "root": point.Hash, "signatures": len(signed.Sigs)}, nil
}

func inclusion(q Question) (any, error) {
	path, root, leaf := hashes(q.Proof), hash(q.Root), hash(q.Leaf)
	one := proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(q.Index), uint64(q.Size), q.Leaf, q.Proof, q.Root)
	return nil, errors.Join(one, tlog.CheckRecord(path, q.Size, root, q.Index, leaf))
}

func consistency(q Question) (any, error) {
	one := proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(q.Old), uint64(q.Size), q.Proof, q.OldRoot, q.Root)
	return nil, errors.Join(one, tlog.CheckTree(hashes(q.Proof), q.Size, hash(q.Root), q.Old, hash(q.OldRoot)))
}

// The root over records, and the proofs that the checksum database's code makes for a record and an older tree.
func tree(q Question) (any, error) {
	var kept []tlog.Hash
	read := tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(at))
		for i, index := range at {
			out[i] = kept[index]
		}
		return out, nil
	})
	for n, record := range q.Records {
		more, err := tlog.StoredHashes(int64(n), record, read)
		if err != nil {
			return nil, err
		}
		kept = append(kept, more...)
	}
	size := int64(len(q.Records))
	root, err := tlog.TreeHash(size, read)
	if err != nil {
		return nil, err
	}
	record, err := tlog.ProveRecord(size, q.Index, read)
	if err != nil {
		return nil, err
	}
	old, err := tlog.ProveTree(size, q.Old, read)
	if err != nil {
		return nil, err
	}
	before, err := tlog.TreeHash(q.Old, read)
	return map[string]any{"root": root[:], "old": before[:], "inclusion": raw(record), "consistency": raw(old)}, err
}

func signature(q Question) (any, error) {
	if !ed25519.Verify(q.Key, q.Message, q.Signature) {
		return nil, errors.New("not signed by this key")
	}
	return nil, nil
}

func canonical(q Question) (any, error) {
	made, err := jcs.Transform(q.Message)
	if err == nil && !bytes.Equal(made, q.Message) {
		err = fmt.Errorf("expected %s", made)
	}
	return nil, err
}

// A note signed by Go, and a bare signature, for the verifier to accept.
func sign(q Question) (any, error) {
	signer, err := note.NewSigner(q.Skey)
	if err != nil {
		return nil, err
	}
	signed, err := note.Sign(&note.Note{Text: string(q.Message)}, signer)
	return string(signed), err
}

func kem(name string) hpke.KEM {
	if name == "xwing" {
		return hpke.MLKEM768X25519()
	}
	return hpke.DHKEM(ecdh.P256())
}

func open(q Question) (any, error) {
	key, err := kem(q.Kem).NewPrivateKey(q.Private)
	if err != nil {
		return nil, err
	}
	return hpke.Open(key, hpke.HKDFSHA256(), hpke.AES256GCM(), q.Info, q.Cipher)
}

func seal(q Question) (any, error) {
	key, err := kem(q.Kem).NewPublicKey(q.Public)
	if err != nil {
		return nil, err
	}
	return hpke.Seal(key, hpke.HKDFSHA256(), hpke.AES256GCM(), q.Info, q.Plain)
}

func hash(raw []byte) (out tlog.Hash) { copy(out[:], raw); return }

func hashes(all [][]byte) (out []tlog.Hash) {
	for _, each := range all {
		out = append(out, hash(each))
	}
	return
}

func raw(all []tlog.Hash) [][]byte {
	out := [][]byte{}
	for _, each := range all {
		out = append(out, each[:])
	}
	return out
}

func main() {
	var questions []Question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		panic(err)
	}
	told := []Answer{}
	for _, q := range questions {
		said, err := answers[q.Ask](q)
		answer := Answer{Said: said}
		if err != nil {
			answer = Answer{Error: err.Error()}
		}
		told = append(told, answer)
	}
	if err := json.NewEncoder(os.Stdout).Encode(told); err != nil {
		panic(err)
	}
}
