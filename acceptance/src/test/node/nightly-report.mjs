// A report that cannot be uploaded, as a program with the SDK tells of it. Where to upload it is the first argument.
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';

const sdk = new NodeSDK();
sdk.start();
const tracer = trace.getTracer('shop.reports');

await tracer.startActiveSpan('nightly-report', async (run) => {
  tracer.startActiveSpan('prepare', (prepare) => prepare.end());
  await tracer.startActiveSpan('upload', async (upload) => {
    try {
      await fetch(process.argv[2]);
    } catch (e) {
      upload.recordException(e.cause ?? e);
      upload.setStatus({ code: SpanStatusCode.ERROR });
      run.setStatus({ code: SpanStatusCode.ERROR });
    }
    upload.end();
  });
  run.end();
});
await sdk.shutdown();
