// The services of the flow, in one server on a free loopback port, without think time. Every id is
// new in each run, and a request that does not carry the ids of the run it belongs to is refused:
// so a run that ends well has really chained its stages.
import http from 'node:http';

export async function startServer() {
  let run = { id: 'none', served: 0, last: '', faults: [] };
  let runs = 0;

  const need = (ok, what) => (ok ? null : what);
  const routes = {
    '/api/accounts': (body) => [need(body.email, 'no email'), 201, { id: `ACC-${run.id}`, status: 'created' }],
    '/api/auth/tokens': (body) => [
      need(body.accountId === `ACC-${run.id}`, 'wrong account'), 200, { token: token(), expires_in: 900 }],
    '/api/customers': (body, bearer) => [
      need(bearer && body.accountId === `ACC-${run.id}`, 'wrong token or account'),
      201, { id: `cus_${run.id}`, object: 'customer' }],
    '/api/subscriptions': (body, bearer) => [
      need(bearer && body.customerId === `cus_${run.id}`, 'wrong token or customer'),
      201, { id: `sub_${run.id}`, status: 'active' }],
    '/api/emails/send': (body, bearer) => [
      need(bearer && body.subscriptionId === `sub_${run.id}`, 'wrong token or subscription'),
      202, { id: `mail_${run.id}`, queued: true }],
    '/api/steps': (body, bearer) => [
      need(bearer && body.previous === run.last && body.number === run.served + 1, 'wrong token or step'),
      201, { id: `step_${run.served + 1}_${run.id}`, status: 'done' }],
  };
  const order = ['/api/accounts', '/api/auth/tokens', '/api/customers', '/api/subscriptions', '/api/emails/send'];

  function token() {
    const part = (value) => Buffer.from(value).toString('base64url');
    return `${part('{"alg":"HS256","typ":"JWT"}')}.${part(`{"sub":"ACC-${run.id}"}`)}.${part('signature of nobody ' + run.id)}`;
  }

  function answer(path, authorization, text) {
    const expected = order[run.served] ?? '/api/steps';
    if (path !== expected) return [`${path} instead of ${expected}`, 409, {}];
    let body;
    try {
      body = JSON.parse(text);
    } catch {
      return ['a body that is not JSON', 400, {}];
    }
    return routes[path](body, authorization === `Bearer ${token()}`);
  }

  const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      let [fault, status, body] = answer(request.url, request.headers.authorization, Buffer.concat(parts).toString());
      if (request.method !== 'POST') fault = `${request.method} instead of POST`;
      if (fault) {
        run.faults.push(`request ${run.served + 1}: ${fault}`);
        status = 422;
        body = { error: fault };
      } else {
        run.last = body.id;
      }
      run.served++;
      const bytes = Buffer.from(JSON.stringify(body));
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
      response.end(bytes);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    begin() {
      run = { id: (++runs * 7919 + 100_000).toString(36), served: 0, last: '', faults: [] };
    },
    seen: () => run,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
