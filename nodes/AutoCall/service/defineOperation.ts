import type { OperationCall } from '../../shared/call/operationCall';
import { operationsOf } from '../../shared/declaration/operation';
import { AUTOCALL_KZ } from './autoCallKz';

/** Declares an operation of AutoCall.kz. */
export const defineOperation = operationsOf<OperationCall>(AUTOCALL_KZ);
