program() { fresh; cat >job.mjs; }
program <<'X'
const customers = [{ name: 'Ada', address: { city: 'London' } }, { name: 'Bob' }];
for (const customer of customers) console.log(customer.name, customer.address.city);
X
record node-type-error rules active code null_pointer 'TypeError: a property of undefined is read in the job' 'node job.mjs'
program <<<"import { render } from 'page-renderer';
render();"
record node-module-missing measure boot dependency module_not_found 'a package that the job imports is not installed' 'node job.mjs'
program <<'X'
async function load() {
  try { return await fetch('http://api.internal:9099/prices'); }
  catch (error) { throw new Error('cannot load prices', { cause: error }); }
}
console.log('loading');
await load();
X
record node-rejection-with-cause rules active dependency connection_refused 'the deepest cause is ECONNREFUSED of a service' 'node job.mjs'
program <<'X'
process.on('warning', () => {});
console.log('exporting');
Promise.reject(Object.assign(new Error('request failed with status 429'), { status: 429, retryAfter: 30, body: { error: 'rate_limited', message: 'Too Many Requests' } }));
X
record node-rejection-429 measure active rate_limit rate_limit 'an unhandled rejection with status 429' 'node job.mjs'
program <<'X'
const rows = [];
for (let i = 0; ; i++) rows.push({ i, text: 'row '.repeat(10) + i });
X
record node-heap-limit measure active resource out_of_memory 'V8 aborts: JavaScript heap out of memory' 'exec node --max-old-space-size=20 job.mjs' --limits '--max-old-space-size=20 (heap)'
program <<'X'
import net from 'node:net';
net.connect(9099, 'db.internal').on('connect', () => console.log('connected'));
X
record node-econnrefused measure active dependency connection_refused 'connect ECONNREFUSED' 'node job.mjs'
program <<'X'
import http from 'node:http';
http.get('http://queue.gone.internal/next', (answer) => console.log(answer.statusCode));
X
record node-enotfound rules active dependency dns_failure 'getaddrinfo ENOTFOUND' 'node job.mjs'
program <<'X'
import { readFileSync } from 'node:fs';
const settings = JSON.parse(readFileSync('settings.json', 'utf8'));
X
printf '{ "title": "Nightly", }\n' >settings.json
record node-bad-settings measure boot config - 'the settings file is not JSON' 'node job.mjs'
program <<'X'
const answer = await fetch('http://api.internal:8080/slow', { signal: AbortSignal.timeout(1000) });
X
record node-abort-timeout rules active timeout timeout 'TimeoutError: the request was aborted after a second' 'node job.mjs' --limits 'AbortSignal.timeout(1000) in the program'
program <<'X'
import test from 'node:test';
import assert from 'node:assert';
test('total of nothing', () => assert.strictEqual([].reduce((a, b) => a + b, 0), 0));
test('total', () => assert.strictEqual([1, 2, 3].reduce((a, b) => a + b), 7));
X
record node-test-failure rules active code test_failure 'one test of two fails' 'node --test job.mjs'
fresh
echo '{"name":"app","version":"1.0.0","dependencies":{"chart":"^1.0.0","engine":"^1.0.0"}}' >package.json
record npm-eresolve rules boot dependency dependency_conflict 'two packages want different versions of a third' 'npm install'
fresh
echo '{"name":"app","version":"1.0.0","dependencies":{"page-renderer":"^1.0.0"}}' >package.json
record npm-404 rules boot dependency package_not_found 'the registry does not have the package' 'npm install'
record npm-enotfound measure boot dependency dns_failure 'the registry cannot be resolved' 'npm install --registry=http://npm.gone.internal/'
echo '{"name":"app","version":"1.0.0","scripts":{"build":"node build.mjs"}}' >package.json
echo 'const pages = await render(["a", "b"]);' >build.mjs
record npm-script-failed measure active code - 'the script that npm ran has a ReferenceError; the npm lines only follow' 'npm run build'
record npm-missing-script rules boot config - 'the command names a script that package.json does not have' 'npm run biuld'
echo '{"name":"app","version":"1.0.0",' >package.json
record npm-bad-package-json measure boot config - 'package.json is not JSON' 'npm run build'
