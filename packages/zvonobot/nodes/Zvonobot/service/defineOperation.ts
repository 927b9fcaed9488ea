import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import { operationsOf } from '../../../../../nodes/shared/declaration/operation';
import { ZVONOBOT } from './zvonobot';

/** Declares an operation of Zvonobot. */
export const defineOperation = operationsOf<OperationCall>(ZVONOBOT);
