import type { NextFunction, Response } from 'express';

import { HttpError } from '../errors';
import { enforce } from '../limits';
import type { ServiceRequest } from '../request';
import type { ZvonobotContext } from './context';

type Request = ServiceRequest<ZvonobotContext>;

/** Counts a request against its key's limit where the sandbox has one. @throws HttpError 429 */
export function limitByKey(request: Request, response: Response, next: NextFunction): void {
	const { throttle } = request.sandbox;
	if (throttle) enforce(throttle, String(keyOf(request)), response);
	next();
}

/** Lets requests with the right key through; its words and its status are assumed. @throws HttpError 401 */
export function authenticate(request: Request, _response: Response, next: NextFunction): void {
	if (keyOf(request) !== request.sandbox.apiKey) {
		throw new HttpError(401, { message: 'Неверный API-ключ.' });
	}
	next();
}

/** The key stands in the body, and in the query of a GET. */
function keyOf({ method, body, query }: Request): unknown {
	if (method === 'GET') return query.apiKey;
	return (body as { apiKey?: unknown } | undefined)?.apiKey;
}
