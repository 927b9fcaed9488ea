import { NodeHelpers } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

/** Kinds of parameters whose value must be of a JavaScript type. */
const PLAIN_TYPES: Record<string, string> = {
	boolean: 'boolean',
	number: 'number',
	string: 'string',
};

/**
 * Parameters of a node in a workflow file that the editor would hide or show in red: parameters that the node
 * doesn't have (or not for the chosen resource, operation and version), values that no list has, and
 * required parameters that are empty.
 *
 * @returns a line for each fault, which begins with the parameter's path
 */
export function parameterFaults(node: INode, description: INodeTypeDescription): string[] {
	return new ParameterCheck(node, description).faults();
}

/** A node's description as n8n makes it of one that is usable as a tool of an AI agent. */
export function asTool(description: INodeTypeDescription): INodeTypeDescription {
	const choice = { name: 'descriptionType', type: 'options', options: ['auto', 'manual'] };
	const own = { name: 'toolDescription', type: 'string', required: true };
	return {
		...description,
		name: `${description.name}Tool`,
		inputs: [],
		outputs: ['ai_tool'],
		properties: [
			{
				...choice,
				displayName: 'Tool Description',
				options: choice.options.map((value) => ({ name: value, value })),
				default: 'auto',
			} as INodeProperties,
			{
				...own,
				displayName: 'Description',
				default: description.description,
				displayOptions: { show: { descriptionType: ['manual'] } },
			} as INodeProperties,
			...description.properties,
		],
	};
}

class ParameterCheck {
	private readonly complete: INodeParameters;

	constructor(
		private readonly node: INode,
		private readonly description: INodeTypeDescription,
	) {
		// With the defaults, which decide what is shown.
		this.complete = {
			...NodeHelpers.getNodeParameters(
				description.properties,
				structuredClone(node.parameters),
				true,
				false,
				node,
				description,
			),
		};
	}

	faults(): string[] {
		const { node, description } = this;
		const issues = NodeHelpers.getNodeParametersIssues(
			description.properties,
			{ ...node, parameters: this.complete },
			description,
		);
		return [
			...this.within(node.parameters, description.properties, ''),
			...Object.entries(issues?.parameters ?? {}).map(
				([name, texts]) => `${name}: ${texts.join()}`,
			),
		];
	}

	private within(values: IDataObject, properties: INodeProperties[], parent: string): string[] {
		return Object.entries(values).flatMap(([name, value]) => {
			const path = parent ? `${parent}.${name}` : name;
			const property = properties.find(
				(candidate) => candidate.name === name && this.isShown(candidate, parent),
			);
			return property ? this.ofValue(value, property, path) : [`${path}: no such parameter here`];
		});
	}

	private isShown(property: INodeProperties, parent: string): boolean {
		const { complete, node, description } = this;
		return NodeHelpers.displayParameterPath(complete, property, parent, node, description);
	}

	private ofValue(value: unknown, property: INodeProperties, path: string): string[] {
		if (typeof value === 'string' && value.startsWith('=')) {
			return property.noDataExpression ? [`${path}: takes no expression`] : [];
		}
		const plainType = PLAIN_TYPES[property.type];
		if (plainType !== undefined) {
			return typeof value === plainType ? [] : [`${path}: must be a ${plainType}`];
		}
		switch (property.type) {
			case 'options':
				return chosenFrom(property, value) ? [] : [`${path}: has no choice ${String(value)}`];
			case 'multiOptions':
				return (value as unknown[])
					.filter((choice) => !chosenFrom(property, choice))
					.map((choice) => `${path}: has no choice ${String(choice)}`);
			case 'resourceLocator': {
				const { mode } = value as IDataObject;
				const isMode = property.modes?.some((candidate) => candidate.name === mode);
				return isMode ? [] : [`${path}: has no mode ${String(mode)}`];
			}
			case 'collection':
				return this.within(value as IDataObject, property.options as INodeProperties[], path);
			case 'fixedCollection':
				return this.ofGroups(value as IDataObject, property, path);
			default:
				return [];
		}
	}

	private ofGroups(groups: IDataObject, property: INodeProperties, path: string): string[] {
		const known = property.options as INodePropertyCollection[];
		return Object.entries(groups).flatMap(([name, entries]) => {
			const group = known.find((candidate) => candidate.name === name);
			if (!group) return [`${path}.${name}: no such parameter here`];
			return Array.isArray(entries)
				? entries.flatMap((entry, index) =>
						this.within(entry as IDataObject, group.values, `${path}.${name}[${index}]`),
					)
				: this.within(entries as IDataObject, group.values, `${path}.${name}`);
		});
	}
}

/** Whether a list of choices has a value; lists that the node fetches have any. */
function chosenFrom({ options = [], typeOptions }: INodeProperties, value: unknown): boolean {
	const choices = options as INodePropertyOptions[];
	return typeOptions?.loadOptionsMethod !== undefined || choices.some((c) => c.value === value);
}
