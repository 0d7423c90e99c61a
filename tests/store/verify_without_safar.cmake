# A register of MAKER verifies with SCRIPT; with one byte of an act, an event, a touched stream or a box flipped it does not.
set(register ${WORK}/without.safar)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
execute_process(COMMAND ${MAKER} ${register} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${PYTHON} ${SCRIPT} ${register} OUTPUT_VARIABLE counts COMMAND_ERROR_IS_FATAL ANY)
if(NOT counts MATCHES "\"acts\": 40" OR NOT counts MATCHES "\"events\": 80" OR NOT counts MATCHES "\"erased\": [1-9]")
  message(FATAL_ERROR "counts: ${counts}")
endif()
execute_process(COMMAND ${PYTHON} ${SCRIPT} ${register}.restored OUTPUT_VARIABLE counts COMMAND_ERROR_IS_FATAL ANY)
if(NOT counts MATCHES "\"writers\": 2" OR NOT counts MATCHES "\"acts\": 640")
  message(FATAL_ERROR "restored: ${counts}")
endif()
execute_process(COMMAND ${PYTHON} ${SCRIPT} --vectors ${VECTORS} COMMAND_ERROR_IS_FATAL ANY)
string(CONCAT flip "import shutil, sqlite3, sys; shutil.copy(sys.argv[1], sys.argv[1] + '.bad'); db = sqlite3.connect(sys.argv[1] + '.bad'); t, c, w = sys.argv[2:5]; "
  "v = db.execute(f'SELECT {c} FROM {t} WHERE {w} LIMIT 1').fetchone()[0]; x = bytearray(v.encode() if isinstance(v, str) else v); x[len(x) // 2] ^= 1; "
  "n = db.execute(f'UPDATE {t} SET {c} = ? WHERE {w}', (x.decode() if isinstance(v, str) else bytes(x),)).rowcount; db.commit(); assert n == 1, n")
set(act_20 "act 20")
foreach(change "act|head|pos=20" "act|link|pos=20" "act|arrival|pos=20" "event|body|act=20 AND pos=(SELECT min(pos) FROM event WHERE act=20)"
        "stream|id|n=(SELECT max(stream) FROM touch WHERE event=(SELECT min(pos) FROM event WHERE act=20))"
        "box|sealed|i=1 AND event=(SELECT min(pos) FROM event WHERE act=20)" "box|digest|i=1 AND event=(SELECT min(pos) FROM event WHERE act=20)"
        "writer|office|n=1" "writer|link|n=1")
  string(REPLACE "|" ";" change "${change}")
  execute_process(COMMAND ${PYTHON} -c "${flip}" ${register} ${change} COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${PYTHON} ${SCRIPT} ${register}.bad RESULT_VARIABLE result ERROR_VARIABLE said OUTPUT_QUIET)
  if(NOT result EQUAL 1)
    message(FATAL_ERROR "${change}: answered ${result}")
  endif()
  if(NOT "${change}" MATCHES "^writer" AND NOT said MATCHES "act 20:")
    message(FATAL_ERROR "${change}: named the wrong act: ${said}")
  endif()
endforeach()
