package api

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"placard/storage"
)

const (
	keyPrefix = "artifact_"
	// secretBytes is the randomness of a key and of a claim token: nobody guesses it, so storing its plain SHA-256 is
	// safe, and looking a key up by that tells nothing by its timing.
	secretBytes = 32
	keyLength   = len(keyPrefix) + 2*secretBytes
)

// newSecret returns a random token and the hash that is stored of it.
func newSecret(random io.Reader, prefix string) (token string, hash storage.Hash, err error) {
	var b [secretBytes]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return "", hash, fmt.Errorf("random token: %w", err)
	}
	token = prefix + hex.EncodeToString(b[:])
	return token, sha256.Sum256([]byte(token)), nil
}

// claimToken is the secret in a workspace's claim URL. It is derived from the key, so that whoever has the key can be told
// the URL again although neither is stored; nobody else can make it, and it tells nothing of the key.
func claimToken(key string) (token string, hash storage.Hash) {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte("claim")) // A hash.Hash never fails.
	token = hex.EncodeToString(mac.Sum(nil))
	return token, sha256.Sum256([]byte(token))
}

func claimURL(base, token string) string { return base + "/claim/" + token }

const (
	idLength  = 12
	idLetters = "abcdefghijklmnopqrstuvwxyz0123456789"
	// idFirst is how many of them an ID may begin with. It begins with a letter: as the first label of a host name it
	// cannot be taken for a part of an IP address.
	idFirst = 26
)

// newID returns one of 3.4e18 random IDs. Each is a DNS label in lower case.
func newID(random io.Reader) (string, error) {
	id := make([]byte, 0, idLength)
	letters := idFirst
	for len(id) < idLength {
		i, err := randomBelow(random, letters)
		if err != nil {
			return "", fmt.Errorf("random ID: %w", err)
		}
		id = append(id, idLetters[i])
		letters = len(idLetters)
	}
	return string(id), nil
}

// randomBelow returns a number below n, which is at most 256, each as likely as the others: bytes above the largest
// multiple of n are thrown away.
func randomBelow(random io.Reader, n int) (int, error) {
	var b [1]byte
	for {
		if _, err := io.ReadFull(random, b[:]); err != nil {
			return 0, err
		}
		if i := int(b[0]); i < 256-256%n {
			return i % n, nil
		}
	}
}
