/** Exceptions of a COUNTER report (Code of Practice 5.1, appendix D). Pure. */

const MESSAGES = {
  1030: 'Insufficient Information to Process Request',
  2010: 'Requestor is Not Authorized to Access Usage for Institution',
  2011: 'Global Reports Not Supported',
  3020: 'Invalid Date Arguments',
  3030: 'No Usage Available for Requested Dates',
  3031: 'Usage Not Ready for Requested Dates',
  3032: 'Usage No Longer Available for Requested Dates',
  3040: 'Partial Data Returned',
  3050: 'Parameter Not Recognized in this Context',
  3060: 'Invalid ReportFilter Value',
  3062: 'Invalid ReportAttribute Value',
  3063: 'Components Not Supported',
} as const;

export type CounterCode = keyof typeof MESSAGES;

export interface CounterException {
  Code: CounterCode;
  Message: string;
  Data?: string;
}

/** `data` is shown to people. */
export function exceptionOf(code: CounterCode, data?: string): CounterException {
  return { Code: code, Message: MESSAGES[code], ...(data !== undefined && { Data: data }) };
}
