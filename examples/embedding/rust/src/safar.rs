//! The part of safar.h that the story needs, and owners that free what they hold.
use std::ffi::{c_char, c_int, c_void, CStr};
use std::marker::PhantomData;
use std::ptr::null_mut;

pub enum COptions {}
pub enum CRegister {}
pub enum CSession {}
pub enum CBuffer {}
pub enum CError {}

#[repr(C)]
pub struct ArrowSchema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *mut *mut ArrowSchema,
    dictionary: *mut ArrowSchema,
    release: Option<unsafe extern "C" fn(*mut ArrowSchema)>,
    private_data: *mut c_void,
}

#[repr(C)]
pub struct ArrowArray {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *const *const c_void,
    children: *mut *mut ArrowArray,
    dictionary: *mut ArrowArray,
    release: Option<unsafe extern "C" fn(*mut ArrowArray)>,
    private_data: *mut c_void,
}

#[repr(C)]
pub struct ArrowArrayStream {
    get_schema: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowSchema) -> c_int>,
    get_next: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowArray) -> c_int>,
    get_last_error: Option<unsafe extern "C" fn(*mut ArrowArrayStream) -> *const c_char>,
    release: Option<unsafe extern "C" fn(*mut ArrowArrayStream)>,
    private_data: *mut c_void,
}

extern "C" {
    fn safar_error_code(e: *const CError) -> i32;
    fn safar_error_json(e: *const CError) -> *const c_char;
    fn safar_error_free(e: *mut CError);
    fn safar_buffer_data(b: *const CBuffer, n: *mut usize) -> *const c_char;
    fn safar_buffer_free(b: *mut CBuffer);
    fn safar_options_create(json: *const u8, n: usize, out: *mut *mut COptions, e: *mut *mut CError) -> i32;
    fn safar_options_set_clock(o: *mut COptions, f: Option<unsafe extern "C" fn(*mut c_void) -> i64>, user: *mut c_void) -> i32;
    fn safar_options_free(o: *mut COptions);
    fn safar_open(path: *const u8, n: usize, o: *const COptions, out: *mut *mut CRegister, e: *mut *mut CError) -> i32;
    fn safar_close(r: *mut CRegister, e: *mut *mut CError) -> i32;
    fn safar_session_open(r: *mut CRegister, who: *const u8, n: usize, out: *mut *mut CSession, e: *mut *mut CError) -> i32;
    fn safar_session_close(s: *mut CSession);
    fn safar_execute(s: *mut CSession, command: *const u8, n: usize, out: *mut *mut CBuffer, e: *mut *mut CError) -> i32;
    fn safar_query(s: *mut CSession, query: *const u8, n: usize, out: *mut *mut CBuffer, e: *mut *mut CError) -> i32;
    fn safar_query_arrow(s: *mut CSession, query: *const u8, n: usize, out: *mut ArrowArrayStream, e: *mut *mut CError) -> i32;
}

/// A failure: its code, and everything about it as JSON.
#[derive(Debug)]
pub struct Error {
    pub code: i32,
    pub json: String,
}

/// What the call said: nothing, or its error, which is copied and freed.
fn checked(status: i32, e: *mut CError) -> Result<(), Error> {
    if status == 0 {
        return Ok(());
    }
    // SAFETY: a failed call gave an error that is ours (or none), and its texts end in NUL.
    unsafe {
        let failure = Error { code: safar_error_code(e), json: CStr::from_ptr(safar_error_json(e)).to_string_lossy().into_owned() };
        safar_error_free(e);
        Err(Error { code: status, ..failure })
    }
}

fn taken(status: i32, b: *mut CBuffer, e: *mut CError) -> Result<String, Error> {
    checked(status, e)?;
    // SAFETY: the call succeeded, so the buffer is ours; its bytes are UTF-8 and live until it is freed.
    unsafe {
        let mut n = 0;
        let data = safar_buffer_data(b, &mut n);
        let text = String::from_utf8_lossy(std::slice::from_raw_parts(data.cast(), n)).into_owned();
        safar_buffer_free(b);
        Ok(text)
    }
}

pub struct Register(*mut CRegister);

impl Register {
    /// `clock`: microseconds since 1970 UTC.
    pub fn open(path: &str, options: &str, clock: unsafe extern "C" fn(*mut c_void) -> i64) -> Result<Register, Error> {
        let (mut o, mut r, mut e) = (null_mut(), null_mut(), null_mut());
        // SAFETY: texts go with their lengths and are not kept; a register does not need its options once it is open.
        unsafe {
            checked(safar_options_create(options.as_ptr(), options.len(), &mut o, &mut e), e)?;
            safar_options_set_clock(o, Some(clock), null_mut());
            let status = safar_open(path.as_ptr(), path.len(), o, &mut r, &mut e);
            safar_options_free(o);
            checked(status, e)?;
        }
        Ok(Register(r))
    }

    pub fn session(&self, who: &str) -> Result<Session<'_>, Error> {
        let (mut s, mut e) = (null_mut(), null_mut());
        // SAFETY: the register is open as long as `self`.
        checked(unsafe { safar_session_open(self.0, who.as_ptr(), who.len(), &mut s, &mut e) }, e)?;
        Ok(Session(s, PhantomData))
    }
}

impl Drop for Register {
    fn drop(&mut self) {
        // SAFETY: sessions borrow the register, so none lives and this does not fail for one.
        unsafe { safar_close(self.0, null_mut()) };
    }
}

/// One thread at a time: a raw pointer inside keeps it from being sent or shared.
pub struct Session<'register>(*mut CSession, PhantomData<&'register Register>);

impl Session<'_> {
    pub fn execute(&self, command: &str) -> Result<String, Error> {
        let (mut b, mut e) = (null_mut(), null_mut());
        // SAFETY: the session is open as long as `self`; so below.
        let status = unsafe { safar_execute(self.0, command.as_ptr(), command.len(), &mut b, &mut e) };
        taken(status, b, e)
    }

    pub fn query(&self, query: &str) -> Result<String, Error> {
        let (mut b, mut e) = (null_mut(), null_mut());
        let status = unsafe { safar_query(self.0, query.as_ptr(), query.len(), &mut b, &mut e) };
        taken(status, b, e)
    }

    /// Name of the first column, which must be text; its values; how many columns there are. A program with the arrow crate gives the
    /// stream to its FFI_ArrowArrayStream instead.
    pub fn query_arrow(&self, query: &str) -> Result<(String, Vec<String>, i64), Error> {
        let mut e = null_mut();
        // SAFETY: the structs are those of the specification, zero is a released one; each is released once, after its last use.
        unsafe {
            let mut stream: ArrowArrayStream = std::mem::zeroed();
            checked(safar_query_arrow(self.0, query.as_ptr(), query.len(), &mut stream, &mut e), e)?;
            let mut schema: ArrowSchema = std::mem::zeroed();
            assert_eq!(stream.get_schema.unwrap()(&mut stream, &mut schema), 0);
            let name = CStr::from_ptr((**schema.children).name).to_string_lossy().into_owned();
            assert_eq!(CStr::from_ptr((**schema.children).format).to_bytes(), b"u");
            let columns = schema.n_children;
            schema.release.unwrap()(&mut schema);

            let mut values = Vec::new();
            loop {
                let mut batch: ArrowArray = std::mem::zeroed();
                assert_eq!(stream.get_next.unwrap()(&mut stream, &mut batch), 0);
                let release = match batch.release {
                    Some(release) => release,
                    None => break, // a released batch is the end
                };
                let text = &**batch.children; // validity, 32-bit offsets, bytes
                let (ends, bytes) = ((*text.buffers.add(1)).cast::<i32>(), (*text.buffers.add(2)).cast::<u8>());
                for row in (text.offset as usize)..((text.offset + batch.length) as usize) {
                    let (from, to) = (*ends.add(row) as usize, *ends.add(row + 1) as usize);
                    values.push(String::from_utf8_lossy(std::slice::from_raw_parts(bytes.add(from), to - from)).into_owned());
                }
                release(&mut batch);
            }
            stream.release.unwrap()(&mut stream);
            Ok((name, values, columns))
        }
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        // SAFETY: ours, and used no more.
        unsafe { safar_session_close(self.0) };
    }
}
