import express, { type Express, type NextFunction, type Response } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';

import type { ServiceContext } from './context';
import type { Contract } from './contract';
import { HttpError, notFound } from './errors';
import { spoilResponse, strike } from './faultMiddleware';
import type { Handlers, Reply } from './handlers/handler';
import { recordBody, recordRequests } from './recorder';
import type { ServiceRequest } from './request';
import type { ContractError } from './validation';

/** A step that a request goes through. */
export type Middleware<Context extends ServiceContext = ServiceContext> = (
	request: ServiceRequest<Context>,
	response: Response,
	next: NextFunction,
) => unknown;

/** The parts of a sandbox that are its service's own. */
export interface ServiceApplication<Context extends ServiceContext> {
	contract: Contract;
	/** The handler of each operation of the contract, by operationId. */
	handlers: Handlers<Context>;
	/** Read the bodies that are not JSON. */
	bodyParsers?: Array<Middleware<Context>>;
	/** Serve pages and files that are no part of the API; no fault strikes them. */
	pages?: Record<string, Middleware<Context>>;
	/** Let a request of the API through or refuse it, in this order; under a path where one is given. */
	guards: Array<{ path?: string; guard: Middleware<Context> }>;
	/** Words refusals of the contract as the service does. @param body shows which branch was meant */
	refuse(errors: readonly ContractError[], body: unknown): HttpError;
	/** Responds to a refusal; sends it as it is when left out. */
	replyTo?(refusal: HttpError, request: ServiceRequest<Context>): Reply;
}

/**
 * Builds the application of a service. All its sandboxes in a process share one, because compiling the
 * contract takes longer than everything else; which sandbox a request belongs to is on the request.
 */
export function buildApplication<Context extends ServiceContext>(
	service: ServiceApplication<Context>,
): Express {
	const { contract, bodyParsers = [], pages = {}, guards } = service;
	const app = express();
	app.disable('x-powered-by');
	app.disable('etag');
	app.set('query parser', 'simple');
	const use = (...middleware: Array<Middleware<Context>>) => {
		for (const each of middleware) app.use(each as unknown as express.RequestHandler);
	};

	use(tellDate, recordRequests(contract));
	use(express.json({ limit: '200mb' }) as unknown as Middleware, ...bodyParsers, recordBody);
	for (const [path, page] of Object.entries(pages)) {
		app.get(path, page as unknown as express.RequestHandler);
	}
	use(strike);
	for (const { path = '/', guard } of guards) {
		app.use(path, guard as unknown as express.RequestHandler);
	}
	use(refuseUnknownRoute(contract), emptyBodyAsObject);
	app.use(validator(contract));
	use(dispatch(service));
	app.use(errorHandler(service) as unknown as express.ErrorRequestHandler);
	return app;
}

function validator(contract: Contract) {
	return OpenApiValidator.middleware({
		apiSpec: structuredClone(contract.document) as never,
		validateApiSpec: false,
		validateRequests: { allErrors: true, allowUnknownQueryParameters: false },
		validateResponses: {
			allErrors: true,
			onError: (error, _body, request) => {
				const { sandbox, record } = request as ServiceRequest;
				if (!sandbox.validateResponses) return;
				sandbox.violations.push(
					`${record.method} ${record.path}: response breaks the contract: ${error.message}`,
				);
			},
		},
		validateSecurity: false,
		fileUploader: false,
	});
}

/** Every response has the service's time, as with HTTP servers. */
function tellDate({ sandbox }: ServiceRequest, response: Response, next: NextFunction): void {
	response.set('Date', sandbox.clock.current().toHTTP() ?? undefined);
	next();
}

/** @throws HttpError 404 or 405 for what the contract does not have, noting it as a violation */
function refuseUnknownRoute(contract: Contract): Middleware {
	return ({ sandbox, record, method, path }, _response, next) => {
		if (record.route === null) {
			sandbox.violations.push(`${method} ${path}: no such route`);
			throw contract.hasPath(path)
				? new HttpError(405, { message: `The ${method} method is not supported for this route.` })
				: notFound();
		}
		next();
	};
}

/** Without a body every required field is missing, which the response should say. */
function emptyBodyAsObject(request: ServiceRequest, _response: Response, next: NextFunction): void {
	if ((request.method === 'POST' || request.method === 'PUT') && request.body === undefined) {
		request.headers['content-type'] ??= 'application/json';
		request.body = {};
	}
	next();
}

function dispatch<Context extends ServiceContext>({
	contract,
	handlers,
}: ServiceApplication<Context>): Middleware<Context> {
	return (request, response) => {
		const { sandbox, method, path, body } = request;
		const operation = contract.find(method, path);
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
			sandbox.violations.push(`${method} ${path}: the contract has no response ${reply.status}`);
		}
		send(request, response, reply);
	};
}

function send(request: ServiceRequest, response: Response, reply: Reply): void {
	response.status(reply.status).set(reply.headers ?? {});
	if (request.responseFault) {
		spoilResponse(request, response, request.responseFault, reply.json);
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

/** An error of express-openapi-validator or express. */
interface ThrownError extends Error {
	status?: number;
	errors?: ContractError[];
}

function errorHandler<Context extends ServiceContext>({
	refuse,
	replyTo = asItStands,
}: ServiceApplication<Context>) {
	return (
		thrown: ThrownError | HttpError,
		request: ServiceRequest<Context>,
		response: Response,
		next: NextFunction,
	): void => {
		if (response.headersSent) {
			next(thrown);
			return;
		}
		const refusal = thrown instanceof HttpError ? thrown : translate(thrown, request, refuse);
		send(request, response, replyTo(refusal, request));
	};
}

function asItStands({ status, body, headers }: HttpError): Reply {
	return { status, json: body, headers };
}

function translate(
	thrown: ThrownError,
	{ sandbox, record, body, headers }: ServiceRequest,
	refuse: (errors: readonly ContractError[], body: unknown) => HttpError,
): HttpError {
	const violate = (what: string) =>
		sandbox.violations.push(`${record.method} ${record.path}: ${what}`);
	switch (thrown.status) {
		case 400:
			if (Array.isArray(thrown.errors)) return refuse(thrown.errors, body);
			violate(`the body is no JSON: ${thrown.message}`);
			return new HttpError(400, { message: 'Bad Request' });
		case 415:
			violate(`unexpected Content-Type ${headers['content-type'] ?? '(none)'}`);
			return new HttpError(415, { message: 'Unsupported Media Type' });
		default:
			violate(thrown.stack ?? thrown.message);
			return new HttpError(500, { message: 'Server Error.' });
	}
}
