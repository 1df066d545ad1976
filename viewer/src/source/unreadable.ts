import type { Row, ToolCall } from '../document.ts';

/** What stands for a row of a damaged document, so that it is seen that there was one. */
export function unreadableRow(index: number, why: string): Row {
  return {
    offset: -1 - index,
    received_at: '',
    verdict: 'accepted',
    event_digest: '',
    chain: '',
    event: {
      event_id: '',
      namespace: '',
      run_id: '',
      attempt_id: '',
      producer: '',
      epoch: 0,
      seq: 0,
      ts: '',
      kind: 'unreadable',
      severity: 'error',
      summary: `Row ${index + 1} of this document cannot be read: ${why}. The file may have been changed.`,
    },
  };
}

export function unreadableCall(index: number, why: string): ToolCall {
  return {
    tool_call_id: '',
    type: 'unreadable',
    try: 0,
    status: 'unclosed',
    request: { headers: [] },
    timing: { started_at: '' },
    error: { code: 'unreadable', message: `Call ${index + 1} cannot be read: ${why}` },
    effect: 'unknown',
    rows: [],
  };
}
