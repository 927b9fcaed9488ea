import { UnrecognizedCredentialTypeError, UnrecognizedNodeTypeError } from 'n8n-core';
import type { PackageDirectoryLoader } from 'n8n-core';
import { NodeHelpers } from 'n8n-workflow';
import type {
	ICredentialType,
	IDataObject,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';

/** The name that n8n gives to the tool that it makes of a node. */
export function toolNameOf(node: string): string {
	return `${node}Tool`;
}

/** Node types of all loaded packages, by full name (`package.node`). */
export class NodeTypes implements INodeTypes {
	/** @param unloaded why a package is missing: said to whoever asks for a type of it */
	constructor(
		private readonly packages: PackageDirectoryLoader[],
		private readonly unloaded?: Error,
	) {}

	getByName(fullName: string): INodeType | IVersionedNodeType {
		const separator = fullName.lastIndexOf('.');
		const packageName = fullName.slice(0, separator);
		const name = fullName.slice(separator + 1);
		const loader = this.packages.find((candidate) => candidate.packageName === packageName);
		if (!loader) throw this.unloaded ?? new UnrecognizedNodeTypeError(packageName, name);
		return loader.getNode(name).type;
	}

	getByNameAndVersion(fullName: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(fullName), version);
	}

	/** The version the editor gives to a node that is added. */
	newestVersion(fullName: string): number {
		const { description } = this.getByName(fullName);
		if (description.defaultVersion !== undefined) return description.defaultVersion;
		const { version } = this.getByNameAndVersion(fullName).description;
		return Array.isArray(version) ? Math.max(...version) : version;
	}

	getKnownTypes(): IDataObject {
		return Object.fromEntries(
			this.packages.flatMap((loader) =>
				Object.entries(loader.known.nodes).map(([name, known]) => [
					`${loader.packageName}.${name}`,
					{ ...known },
				]),
			),
		);
	}
}

/** Credential types of all loaded packages, by name. */
export class CredentialTypes {
	/** @param unloaded why a package is missing: said to whoever asks for a type of it */
	constructor(
		private readonly packages: PackageDirectoryLoader[],
		private readonly unloaded?: Error,
	) {}

	/** @throws UnrecognizedCredentialTypeError */
	getByName(name: string): ICredentialType {
		return this.packageOf(name).getCredential(name).type;
	}

	/** Full names of the nodes that declare the credential type, and of the tools that n8n makes of them. */
	getSupportedNodes(name: string): string[] {
		const loader = this.packageOf(name);
		const supported = loader.known.credentials[name]?.supportedNodes ?? [];
		return supported
			.map((node) => `${loader.packageName}.${node}`)
			.flatMap((node) => [node, toolNameOf(node)]);
	}

	/** The types it extends, directly or through others. */
	getParentTypes(name: string): string[] {
		const parents = this.packageOf(name).known.credentials[name]?.extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	private packageOf(name: string): PackageDirectoryLoader {
		const loader = this.packages.find((candidate) => name in candidate.known.credentials);
		if (!loader) throw this.unloaded ?? new UnrecognizedCredentialTypeError(name);
		return loader;
	}
}
