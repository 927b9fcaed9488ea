import type { SandboxContext, ServiceContext } from '../context';
import { notFound } from '../errors';
import { paginate, type Page } from '../paginator';
import type { Table } from '../store/table';

/** A request that the contract has let through. */
export interface ApiCall<Body = unknown, Context extends ServiceContext = SandboxContext> {
	context: Context;
	params: Record<string, string>;
	query: Record<string, string | undefined>;
	body: Body;
	/** URL without the query. */
	url: string;
}

/** The reply of a handler: JSON, a file, or a status only. */
export interface Reply {
	status: number;
	json?: unknown;
	file?: { name: string; content: Buffer };
	headers?: Record<string, string>;
}

/** Carries out one operation. @throws HttpError for every refusal */
export type Handler<Context extends ServiceContext = SandboxContext> = (
	call: ApiCall<unknown, Context>,
) => Reply;

/** The handlers of a resource by operationId. */
export type Handlers<Context extends ServiceContext = SandboxContext> = Record<
	string,
	Handler<Context>
>;

/** Types a handler's body; the contract has already checked it. */
export function withBody<Body, Context extends ServiceContext = SandboxContext>(
	handle: (call: ApiCall<Body, Context>) => Reply,
): Handler<Context> {
	return (call) => handle(call as ApiCall<Body, Context>);
}

export function ok(json: unknown): Reply {
	return { status: 200, json };
}

export function created(json: unknown): Reply {
	return { status: 201, json };
}

export function noContent(): Reply {
	return { status: 204 };
}

/**
 * The row that `{id}` of the path names.
 * @throws HttpError 404
 */
export function rowOf<Row extends { id: number }>(table: Table<Row>, { params }: ApiCall): Row {
	const row = table.get(Number(params.id));
	if (!row) throw notFound();
	return row;
}

/** The requested page of the rows. */
export function pageOf<Row, Item>(
	{ query, url, context }: ApiCall,
	rows: readonly Row[],
	present: (row: Row) => Item,
): Page<Item> {
	return paginate(rows, present, {
		page: Number(query.page ?? 1),
		pageSize: context.pageSize,
		path: url,
	});
}
