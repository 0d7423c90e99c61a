//! Where libsafar.so is, by pkg-config.
use std::process::Command;

fn main() {
    let said = Command::new("pkg-config").args(["--libs-only-L", "safar"]).output().expect("pkg-config is needed");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    for folder in String::from_utf8_lossy(&said.stdout).split_whitespace() {
        println!("cargo:rustc-link-search=native={}", folder.trim_start_matches("-L"));
    }
    println!("cargo:rustc-link-lib=dylib=safar");
    println!("cargo:rerun-if-env-changed=PKG_CONFIG_PATH");
}
