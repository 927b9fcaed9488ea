import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { RESOURCES } from '../../nodes/AutoCall/operations';
import { buildProperties } from '../../nodes/shared/declaration/properties';

/** An operation as its page shows it. */
export interface ShownOperation {
	name: string;
	description: string;
	/** Method and path, with the query that is always sent: `GET /sounds/listen/{file}?type=text`. */
	endpoint: string;
}

/** A resource as its page shows it. */
export interface ShownResource {
	name: string;
	description: string;
	operations: ShownOperation[];
}

type Declared = (typeof RESOURCES)[keyof typeof RESOURCES]['operations'][string];

/** Returns the operations of the AutoCall node, in the order of its panel. */
export function shownResources(): ShownResource[] {
	const declared = new Map(Object.entries(RESOURCES));
	const properties = buildProperties(RESOURCES);
	return choicesOf(properties, 'resource').map(({ name, description = '', value }) => ({
		name,
		description,
		operations: choicesOf(properties, 'operation', String(value)).map((operation) => {
			const declaration = declared.get(String(value))?.operations[String(operation.value)];
			if (!declaration) throw new Error(`${name} → ${operation.name} is not declared`);
			return {
				name: operation.name,
				description: operation.description ?? '',
				endpoint: endpointOf(declaration),
			};
		}),
	}));
}

/** Public endpoints lie beside the Base URL, so their paths start at the host. */
function endpointOf({ endpoint, isPublic, constants = {} }: Declared): string {
	const [method, path] = endpoint.split(' ') as [string, string];
	const query =
		method === 'GET' ? `${new URLSearchParams(constants as Record<string, string>)}` : '';
	return `${method} ${isPublic ? '/api/public' : ''}${path}${query && `?${query}`}`;
}

/** The choices of the panel's Resource list, or of a resource's Operation list. */
function choicesOf(
	properties: INodeProperties[],
	list: 'resource' | 'operation',
	resource?: string,
): INodePropertyOptions[] {
	const property = properties.find(
		({ name, displayOptions }) =>
			name === list &&
			(resource === undefined || displayOptions?.show?.resource?.includes(resource)),
	);
	return (property?.options ?? []) as INodePropertyOptions[];
}
