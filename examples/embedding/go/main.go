// One application, asked for again, and a departure that is refused; everything is freed. No module but this one.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"story/safar"
)

const (
	clerkIs = `{"actor":"fatou.d","role":"intake_clerk","purpose":"casework"}`
	moverIs = `{"actor":"moussa.k","role":"movement_officer","purpose":"casework"}`
	// The ids are the host's; without them the library makes some.
	apply    = `{"v":1,"command":"apply","request":"8d0e4c1a2b3f4d5e8d0e4c1a2b3f4d5e","case":"0c000000000000000000000000000001","site":"ML-BKO-1","persons":[{"person_id":"0d000000000000000000000000000001","given_name":"Mariam","nationality":"GIN","sex":"female","birth":"1994"}]}`
	question = `{"v":1,"from":"cases","where":[["case","=","0c000000000000000000000000000001"]],"select":["number","site","journey","applied_on","persons"]}`
	depart   = `{"v":1,"command":"depart","case":"0c000000000000000000000000000001"}`
)

func story(folder string) error {
	safar.Clock = func() int64 { return 1542009600000000 } // 2018-11-12, 08:00 UTC
	register, err := safar.Open(folder+"/story.safar", `{"create":true,"office":"BKO","programme":"ML-JI","zone":"Africa/Bamako","key_file":"`+folder+`/story.key"}`)
	if err != nil {
		return err
	}
	defer register.Close()
	clerk, err := register.Session(clerkIs)
	if err != nil {
		return err
	}
	defer clerk.Close()
	mover, err := register.Session(moverIs)
	if err != nil {
		return err
	}
	defer mover.Close()

	receipt, err := clerk.Execute(apply)
	if err != nil {
		return err
	}
	var done struct{ Act string }
	if err = json.Unmarshal([]byte(receipt), &done); err != nil {
		return err
	}
	// It begins with the random name of this register's writer; a word is printed in its place, so that all runs print the same.
	fmt.Println("receipt", strings.Replace(receipt, done.Act, "(act)", 1))

	rows, err := clerk.Query(question)
	if err != nil {
		return err
	}
	fmt.Println("json", rows)
	name, values, columns, err := clerk.QueryArrow(question)
	if err != nil {
		return err
	}
	for _, value := range values {
		fmt.Println("arrow", name, value, "of", columns, "columns")
	}

	_, err = mover.Execute(depart) // nothing is booked
	var refused *safar.Error
	if !errors.As(err, &refused) || refused.Code != safar.Refused {
		return err
	}
	fmt.Printf("refused %d\nreason %s\nfield %s\nsentence %s\nremedy %s\n",
		refused.Code, refused.Reason, refused.Field, refused.Sentence["en"], refused.Remedy)
	return nil
}

func main() {
	folder := "."
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	if err := story(folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
