import type { Handlers } from '../../handlers/handler';
import type { ZvonobotContext } from '../context';
import { accountHandlers } from './account';
import { callHandlers } from './calls';
import { createHandlers } from './create';
import { recordHandlers } from './records';

/** The handler of each operation of the contract, by operationId. */
export const handlers: Handlers<ZvonobotContext> = {
	...createHandlers,
	...callHandlers,
	...recordHandlers,
	...accountHandlers,
};
