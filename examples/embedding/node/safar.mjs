// The part of safar.h that the story needs, by koffi. What is given to the caller is JavaScript's own memory.
import koffi from 'koffi';

// Found as any library is: by the system, or LD_LIBRARY_PATH; SAFAR_LIBRARY names a file.
const lib = koffi.load(process.env.SAFAR_LIBRARY ?? 'libsafar.so.0');

for (const name of ['safar_options', 'safar_register', 'safar_session', 'safar_buffer', 'safar_error']) koffi.opaque(name);
koffi.proto('int64_t safar_clock(void *user)');

const GetSchema = koffi.proto('int safar_get_schema(void *stream, _Out_ void *schema)');
const GetNext = koffi.proto('int safar_get_next(void *stream, _Out_ void *array)');
const Release = koffi.proto('void safar_release(void *what)');

const c = {};
for (const form of [
  'const char *safar_version()',
  'int32_t safar_error_code(const safar_error *e)',
  'const char *safar_error_json(const safar_error *e)',
  'void safar_error_free(safar_error *e)',
  'const char *safar_buffer_data(const safar_buffer *b, size_t *n)',
  'void safar_buffer_free(safar_buffer *b)',
  'int32_t safar_options_create(const char *json, size_t n, _Out_ safar_options **out, _Out_ safar_error **e)',
  'int32_t safar_options_set_clock(safar_options *o, safar_clock *fn, void *user)',
  'void safar_options_free(safar_options *o)',
  'int32_t safar_open(const char *path, size_t n, const safar_options *o, _Out_ safar_register **out, _Out_ safar_error **e)',
  'int32_t safar_close(safar_register *r, _Out_ safar_error **e)',
  'int32_t safar_session_open(safar_register *r, const char *who, size_t n, _Out_ safar_session **out, _Out_ safar_error **e)',
  'void safar_session_close(safar_session *s)',
  'int32_t safar_execute(safar_session *s, const char *command, size_t n, _Out_ safar_buffer **out, _Out_ safar_error **e)',
  'int32_t safar_query(safar_session *s, const char *query, size_t n, _Out_ safar_buffer **out, _Out_ safar_error **e)',
  'int32_t safar_query_arrow(safar_session *s, const char *query, size_t n, void *out, _Out_ safar_error **e)',
]) {
  c[/safar_\w+(?=\()/.exec(form)[0]] = lib.func(form);
}

export const REFUSED = 20; // SAFAR_E_REFUSED

/** A failure: code, reason, pointer, message, sentence in three languages, remedy. */
export class SafarError extends Error {
  constructor(json) {
    const { message, ...members } = JSON.parse(json);
    super(message);
    Object.assign(this, members);
  }
}

/** Calls with the text and its length put in, and gives what came out. A failed call's error is copied and freed. */
function call(name, before, text, ...after) {
  const out = [null], e = [null];
  const status = c[name](...before, text, Buffer.byteLength(text), ...after, out, e);
  if (status !== 0) throw failure(e[0]);
  return out[0];
}

function failure(e) {
  const made = new SafarError(c.safar_error_json(e));
  c.safar_error_free(e);
  return made;
}

function text(buffer) {
  const made = c.safar_buffer_data(buffer, null);
  c.safar_buffer_free(buffer);
  return made;
}

/** Any thread; here the one of JavaScript. */
export class Register {
  #c;
  #clock;
  /** `clock` gives microseconds since 1970 UTC. */
  constructor(path, options, clock) {
    const o = call('safar_options_create', [], JSON.stringify(options));
    this.#clock = koffi.register(clock, 'safar_clock *'); // C has only its address: unregistered after the register is closed
    try {
      c.safar_options_set_clock(o, this.#clock, null);
      this.#c = call('safar_open', [], path, o);
    } catch (e) {
      koffi.unregister(this.#clock);
      throw e;
    } finally {
      c.safar_options_free(o);
    }
  }
  session(who) {
    return new Session(call('safar_session_open', [this.#c], JSON.stringify(who)));
  }
  /** After its sessions, once. */
  close() {
    const e = [null];
    if (c.safar_close(this.#c, e) !== 0) throw failure(e[0]);
    koffi.unregister(this.#clock);
  }
}

/** One person's work. */
class Session {
  #c;
  constructor(handle) {
    this.#c = handle;
  }
  execute(command) {
    return text(call('safar_execute', [this.#c], JSON.stringify(command)));
  }
  query(query) {
    return text(call('safar_query', [this.#c], JSON.stringify(query)));
  }
  /** A first column of text: its name, its values, and how many columns there are. Offsets are those of the structs in safar/c/arrow.h. */
  queryArrow(query) {
    const stream = koffi.alloc('uint64_t', 5), schema = koffi.alloc('uint64_t', 9), batch = koffi.alloc('uint64_t', 10);
    const word = (at, offset) => koffi.decode(at, offset, 'void *');
    const number = (at, offset) => Number(koffi.decode(at, offset, 'int64_t'));
    const ask = (offset, form, out) => {
      const failed = koffi.decode(word(stream, offset), form)(stream, out);
      if (failed !== 0) throw new Error(`errno ${failed}`);
    };
    const release = (what, offset) => koffi.decode(word(what, offset), Release)(what);

    const json = JSON.stringify(query), e = [null];
    if (c.safar_query_arrow(this.#c, json, Buffer.byteLength(json), stream, e) !== 0) throw failure(e[0]);
    try {
      ask(0, GetSchema, schema);
      const first = word(word(schema, 40), 0);
      const made = { name: koffi.decode(first, 8, 'const char *'), values: [], columns: number(schema, 32) };
      release(schema, 56);
      for (;;) {
        ask(8, GetNext, batch);
        if (word(batch, 64) === null) return made; // a released batch is the end
        const column = word(word(batch, 48), 0), buffers = word(column, 40); // validity, 32-bit offsets, bytes
        const rows = number(batch, 0), from = number(column, 16);
        const ends = koffi.decode(word(buffers, 8), 4 * from, 'int32_t', rows + 1);
        const bytes = Buffer.from(koffi.view(word(buffers, 16), ends[rows]));
        for (let row = 0; row < rows; ++row) made.values.push(bytes.toString('utf8', ends[row], ends[row + 1]));
        release(batch, 64);
      }
    } finally {
      release(stream, 24);
      for (const each of [stream, schema, batch]) koffi.free(each);
    }
  }
  close() {
    c.safar_session_close(this.#c);
  }
}
