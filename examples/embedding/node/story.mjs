// One application, asked for again, and a departure that is refused; everything is freed. Needs koffi.
import { REFUSED, Register, SafarError } from './safar.mjs';

const CASE = '0c000000000000000000000000000001'; // ids of the host; without them the library makes some
const PERSON = '0d000000000000000000000000000001';

function story(clerk, mover) {
  const receipt = clerk.execute({
    v: 1, command: 'apply', request: '8d0e4c1a2b3f4d5e8d0e4c1a2b3f4d5e', case: CASE, site: 'ML-BKO-1',
    persons: [{ person_id: PERSON, given_name: 'Mariam', nationality: 'GIN', sex: 'female', birth: '1994' }],
  });
  // `act` begins with the random name of this register's writer; a word is printed in its place, so that all runs print the same.
  console.log('receipt', receipt.replace(JSON.parse(receipt).act, '(act)'));

  const question = { v: 1, from: 'cases', where: [['case', '=', CASE]], select: ['number', 'site', 'journey', 'applied_on', 'persons'] };
  console.log('json', clerk.query(question));
  const { name, values, columns } = clerk.queryArrow(question);
  for (const value of values) console.log('arrow', name, value, 'of', columns, 'columns');

  try {
    mover.execute({ v: 1, command: 'depart', case: CASE }); // nothing is booked
  } catch (e) {
    if (!(e instanceof SafarError) || e.code !== REFUSED) throw e;
    console.log(`refused ${e.code}\nreason ${e.reason}\nfield ${e.pointer}\nsentence ${e.sentence.en}\nremedy ${e.remedy}`); // and nothing was changed
  }
}

const folder = process.argv[2] ?? '.';
const options = { create: true, office: 'BKO', programme: 'ML-JI', zone: 'Africa/Bamako', key_file: `${folder}/story.key` };
const open = [];
const opened = (what) => { open.unshift(what); return what; };
try {
  const register = opened(new Register(`${folder}/story.safar`, options, () => 1542009600000000)); // 2018-11-12, 08:00 UTC
  const clerk = opened(register.session({ actor: 'fatou.d', role: 'intake_clerk', purpose: 'casework' }));
  const mover = opened(register.session({ actor: 'moussa.k', role: 'movement_officer', purpose: 'casework' }));
  story(clerk, mover);
} finally {
  for (const each of open) each.close(); // sessions before their register
}
