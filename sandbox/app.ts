import express, { type Express, type NextFunction, type Response } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';

import { authenticate } from './auth';
import { contractDocument, findOperation, isKnownPath } from './contract';
import { HttpError, notFound } from './errors';
import { spoilAnswer, strike } from './faultMiddleware';
import { handlers } from './handlers';
import type { Reply } from './handlers/handler';
import { limitByKey, limitTestCalls } from './limits';
import { paymentPage, soundFile } from './pages';
import { recordBody, recordRequest } from './recorder';
import type { SandboxRequest } from './request';
import { toLaravelError, type ContractError } from './validation';

type Middleware = (request: SandboxRequest, response: Response, next: NextFunction) => unknown;

let shared: Express | undefined;

/**
 * The application. All sandboxes of a process share it, because compiling the contract takes longer than
 * everything else; which sandbox a request belongs to is on the request.
 */
export function application(): Express {
	shared ??= build();
	return shared;
}

function build(): Express {
	const app = express();
	app.disable('x-powered-by');
	app.disable('etag');
	app.set('query parser', 'simple');
	const use = (...middleware: Middleware[]) => {
		for (const each of middleware) app.use(each as unknown as express.RequestHandler);
	};
	const useAt = (path: string, middleware: Middleware) =>
		app.use(path, middleware as unknown as express.RequestHandler);

	use(tellDate);
	use(recordRequest, express.json({ limit: '200mb' }) as unknown as Middleware, recordBody);
	app.get('/payment/:token', paymentPage as unknown as express.RequestHandler);
	app.get('/storage/sounds/:id', soundFile as unknown as express.RequestHandler);
	use(strike);
	useAt('/api/v1', limitByKey);
	useAt('/api/v1', authenticate);
	useAt('/api/public/test-call', limitTestCalls);
	use(refuseUnknownRoute, emptyBodyAsObject);
	app.use(validator());
	use(dispatch);
	app.use(handleError as unknown as express.ErrorRequestHandler);
	return app;
}

function validator() {
	return OpenApiValidator.middleware({
		apiSpec: structuredClone(contractDocument()) as never,
		validateApiSpec: false,
		validateRequests: { allErrors: true, allowUnknownQueryParameters: false },
		validateResponses: {
			allErrors: true,
			onError: (error, _body, request) => {
				const { sandbox, record } = request as SandboxRequest;
				if (!sandbox.validateResponses) return;
				sandbox.violations.push(
					`${record.method} ${record.path}: answer breaks the contract: ${error.message}`,
				);
			},
		},
		validateSecurity: false,
		fileUploader: false,
	});
}

/** Every answer tells the service's time, as HTTP servers do. */
function tellDate({ sandbox }: SandboxRequest, response: Response, next: NextFunction): void {
	response.set('Date', sandbox.clock.current().toHTTP() ?? undefined);
	next();
}

/** @throws HttpError 404 or 405 for what the contract does not have, noting it as a violation */
function refuseUnknownRoute(
	request: SandboxRequest,
	_response: Response,
	next: NextFunction,
): void {
	const { sandbox, record, method, path } = request;
	if (record.route === null) {
		sandbox.violations.push(`${method} ${path}: no such route`);
		throw isKnownPath(path)
			? new HttpError(405, { message: `The ${method} method is not supported for this route.` })
			: notFound();
	}
	next();
}

/** Without a body every required field is missing, and that is what the answer should say. */
function emptyBodyAsObject(request: SandboxRequest, _response: Response, next: NextFunction): void {
	if ((request.method === 'POST' || request.method === 'PUT') && request.body === undefined) {
		request.headers['content-type'] ??= 'application/json';
		request.body = {};
	}
	next();
}

function dispatch(request: SandboxRequest, response: Response): void {
	const { sandbox, method, path, body } = request;
	const operation = findOperation(method, path);
	const handle = operation && handlers[operation.operationId];
	if (!handle) throw new Error(`Nothing serves ${method} ${path}`);
	const reply = handle({
		context: sandbox,
		params: request.openapi?.pathParams ?? {},
		query: request.query as Record<string, string | undefined>,
		body,
		url: sandbox.origin + path,
	});
	if (sandbox.validateResponses && !operation.statuses.includes(reply.status)) {
		sandbox.violations.push(`${method} ${path}: the contract has no answer ${reply.status}`);
	}
	send(request, response, reply);
}

function send(request: SandboxRequest, response: Response, reply: Reply): void {
	response.status(reply.status).set(reply.headers ?? {});
	if (request.answerFault) {
		spoilAnswer(request, response, request.answerFault, reply.json);
	} else if (reply.file) {
		response
			.type('audio/mpeg')
			.set('Content-Disposition', `attachment; filename="${reply.file.name}"`)
			.send(reply.file.content);
	} else if (reply.json === undefined) {
		response.end();
	} else {
		response.json(reply.json);
	}
}

/** What express-openapi-validator and express throw. */
interface ThrownError extends Error {
	status?: number;
	errors?: ContractError[];
}

function handleError(
	thrown: ThrownError | HttpError,
	request: SandboxRequest,
	response: Response,
	next: NextFunction,
): void {
	if (response.headersSent) {
		next(thrown);
		return;
	}
	const error = thrown instanceof HttpError ? thrown : translate(thrown, request);
	send(request, response, { status: error.status, json: error.body, headers: error.headers });
}

function translate(thrown: ThrownError, request: SandboxRequest): HttpError {
	const { sandbox, record } = request;
	const violate = (what: string) =>
		sandbox.violations.push(`${record.method} ${record.path}: ${what}`);
	switch (thrown.status) {
		case 400:
			if (Array.isArray(thrown.errors)) return toLaravelError(thrown.errors, request.body);
			violate(`the body is no JSON: ${thrown.message}`);
			return new HttpError(400, { message: 'Bad Request' });
		case 415:
			violate(`unexpected Content-Type ${request.headers['content-type'] ?? '(none)'}`);
			return new HttpError(415, { message: 'Unsupported Media Type' });
		default:
			violate(thrown.stack ?? thrown.message);
			return new HttpError(500, { message: 'Server Error.' });
	}
}
