import type { Request } from 'express';
import type { OpenApiRequestMetadata } from 'express-openapi-validator/dist/framework/types';

import type { SandboxContext, ServiceContext } from './context';
import type { ResponseFault } from './faults';
import type { RecordedRequest } from './recordedRequest';

/** A request on its way through the application that all sandboxes of a service share in a process. */
export interface ServiceRequest<Context extends ServiceContext = ServiceContext> extends Request {
	/** The sandbox whose port it came in on. */
	sandbox: Context;
	record: RecordedRequest;
	/** The fault to apply once the handler has done its work. */
	responseFault?: ResponseFault;
	/** The route that express-openapi-validator found. */
	openapi?: OpenApiRequestMetadata;
}

/** A request of AutoCall's sandbox. */
export type SandboxRequest = ServiceRequest<SandboxContext>;
