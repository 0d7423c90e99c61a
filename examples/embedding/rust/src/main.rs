//! One application, asked for again, and a departure that is refused; everything is freed. No crate but this one.
mod safar;

use std::ffi::c_void;

/// 2018-11-12, 08:00 UTC; without a clock of the host the system's is read.
unsafe extern "C" fn clock(_user: *mut c_void) -> i64 {
    1_542_009_600_000_000
}

const CLERK: &str = r#"{"actor":"fatou.d","role":"intake_clerk","purpose":"casework"}"#;
const MOVER: &str = r#"{"actor":"moussa.k","role":"movement_officer","purpose":"casework"}"#;
// The ids are the host's; without them the library makes some.
const APPLY: &str = r#"{"v":1,"command":"apply","request":"8d0e4c1a2b3f4d5e8d0e4c1a2b3f4d5e","case":"0c000000000000000000000000000001","site":"ML-BKO-1","persons":[{"person_id":"0d000000000000000000000000000001","given_name":"Mariam","nationality":"GIN","sex":"female","birth":"1994"}]}"#;
const QUESTION: &str = r#"{"v":1,"from":"cases","where":[["case","=","0c000000000000000000000000000001"]],"select":["number","site","journey","applied_on","persons"]}"#;
const DEPART: &str = r#"{"v":1,"command":"depart","case":"0c000000000000000000000000000001"}"#;

/// The text of a member of canonical JSON (no spaces), up to the next quote. A program of yours has serde for this.
fn member<'a>(json: &'a str, name: &str) -> &'a str {
    let key = format!("\"{name}\":\"");
    json.find(&key).and_then(|at| json[at + key.len()..].split('"').next()).unwrap_or("")
}

fn story(folder: &str) -> Result<(), safar::Error> {
    let options = format!(r#"{{"create":true,"office":"BKO","programme":"ML-JI","zone":"Africa/Bamako","key_file":"{folder}/story.key"}}"#);
    let register = safar::Register::open(&format!("{folder}/story.safar"), &options, clock)?;
    let (clerk, mover) = (register.session(CLERK)?, register.session(MOVER)?);

    let receipt = clerk.execute(APPLY)?;
    // `act` begins with the random name of this register's writer; a word is printed in its place, so that all runs print the same.
    println!("receipt {}", receipt.replace(member(&receipt, "act"), "(act)"));

    println!("json {}", clerk.query(QUESTION)?);
    let (name, values, columns) = clerk.query_arrow(QUESTION)?;
    for value in values {
        println!("arrow {name} {value} of {columns} columns");
    }

    match mover.execute(DEPART) {
        Ok(_) => println!("departed, and nothing was booked"),
        Err(e) if e.code == 20 => {
            println!("refused {}", e.code); // SAFAR_E_REFUSED: nothing was changed
            for (shown, name) in [("reason", "reason"), ("field", "pointer"), ("sentence", "en"), ("remedy", "remedy")] {
                println!("{shown} {}", member(&e.json, name));
            }
        }
        Err(e) => return Err(e),
    }
    Ok(())
}

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    if let Err(e) = story(&folder) {
        eprintln!("{} {}", e.code, member(&e.json, "message"));
        std::process::exit(1);
    }
}
