import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
	type NodeParameterValueType,
} from 'n8n-workflow';

/** Settings of a node, and what its panel has to show with them. */
export interface ExpectedPanel {
	/** Its name among the panels, such as `autocall create define`. */
	title: string;
	parameters: INodeParameters;
	/** The parameters that are shown, by the paths of their values. */
	shown: Map<string, INodeProperties>;
}

/** The entries that n8n adds to Resource and Operation of every node that has a credential. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

/**
 * Panels that show, between them, every parameter of a node type: at least one for each operation, and more
 * where other settings bring other parameters. Every optional field is added to its collection, and one
 * entry to every list.
 */
export function expectedPanels(description: INodeTypeDescription): ExpectedPanel[] {
	return operationsOf(description).flatMap((operation) => panelsOf(description, operation));
}

function operationsOf({ properties }: INodeTypeDescription): INodeParameters[] {
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				(options as INodePropertyOptions[])
					.filter(({ value }) => value !== CUSTOM_API_CALL)
					.map(({ value }) => ({ resource, operation: value }) as INodeParameters),
			),
		);
	return operations.length > 0 ? operations : [{}];
}

function panelsOf(description: INodeTypeDescription, operation: INodeParameters): ExpectedPanel[] {
	const own = description.properties.filter(
		(property) =>
			hasValue(property) &&
			Object.entries(operation).every(
				([name, value]) => property.displayOptions?.show?.[name]?.includes(value as string) ?? true,
			),
	);
	const basis = Object.fromEntries(own.map((property) => [property.name, filledIn(property)]));
	const panelWith = (settings: INodeParameters): ExpectedPanel => {
		const parameters = { ...(basis as INodeParameters), ...operation, ...settings };
		const title = Object.values({ ...operation, ...settings }).join(' ') || description.name;
		return { title, parameters, shown: new Map(shownOf(description, parameters)) };
	};

	const conditions = conditionsOf(own).filter(([name]) => !(name in operation));
	const missing = new Set(
		[{}, ...conditions.map((condition) => Object.fromEntries([condition]))].flatMap((settings) => [
			...panelWith(settings).shown.keys(),
		]),
	);
	const panels: ExpectedPanel[] = [];
	while (missing.size > 0) {
		const newIn = ({ shown }: ExpectedPanel) =>
			[...shown.keys()].filter((path) => missing.has(path)).length;
		let settings: INodeParameters = {};
		for (const [name, value] of conditions) {
			const more = { ...settings, [name]: value };
			if (newIn(panelWith(more)) > newIn(panelWith(settings))) settings = more;
		}
		const panel = panelWith(settings);
		panels.push(panel);
		for (const path of panel.shown.keys()) missing.delete(path);
	}
	return panels;
}

/** Whether a parameter is more than words of the panel. */
function hasValue({ type }: INodeProperties): boolean {
	return type !== 'notice';
}

/** The settings on which it depends what is shown. */
function conditionsOf(
	properties: INodeProperties[],
): Array<[name: string, value: NodeParameterValueType]> {
	return properties.flatMap(({ displayOptions }) =>
		Object.entries(displayOptions?.show ?? {}).flatMap(([name, values = []]) => {
			const isList = properties.some(
				(other) => other.name === name && other.type === 'multiOptions',
			);
			return values.map((value): [string, NodeParameterValueType] => [
				name,
				(isList ? [value] : value) as NodeParameterValueType,
			]);
		}),
	);
}

/** The default of a parameter, with everything in it that could be added. */
function filledIn(property: INodeProperties): unknown {
	const within = (properties: INodeProperties[]) =>
		Object.fromEntries(properties.map((inner) => [inner.name, filledIn(inner)]));
	switch (property.type) {
		case 'collection':
			return within(property.options as INodeProperties[]);
		case 'fixedCollection':
			return Object.fromEntries(
				(property.options as INodePropertyCollection[]).map(({ name, values }) => [
					name,
					property.typeOptions?.multipleValues ? [within(values)] : within(values),
				]),
			);
		default:
			return property.default;
	}
}

function shownOf(
	description: INodeTypeDescription,
	parameters: INodeParameters,
	properties = description.properties,
	values = parameters,
	prefix = '',
): Array<[path: string, property: INodeProperties]> {
	return properties
		.filter(hasValue)
		.filter((property) =>
			NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description, parameters),
		)
		.flatMap((property) => {
			const path = prefix + property.name;
			const inner = (list: INodeProperties[], below: string, own: unknown) =>
				shownOf(description, parameters, list, own as INodeParameters, `${below}.`);
			const own = values[property.name] as INodeParameters;
			switch (property.type) {
				case 'collection':
					return inner(property.options as INodeProperties[], path, own);
				case 'fixedCollection':
					return (property.options as INodePropertyCollection[]).flatMap(({ name, values: list }) =>
						inner(list, `${path}.${name}`, [own[name]].flat()[0]),
					);
				default:
					return [[path, property] as [string, INodeProperties]];
			}
		});
}
