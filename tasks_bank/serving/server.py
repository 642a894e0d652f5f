"""An offer as an MCP server, by the official SDK. Every tool's schemas are handed through as they are."""

from typing import Any

import mcp_types as types
from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError

from tasks_bank.file import File
from tasks_bank.serving.drive import blob_of, text_of, uri_of
from tasks_bank.serving.offer import BRIEF_URI, Offer
from tasks_bank.serving.schema import Mistake, did_you_mean
from tasks_bank.serving.tool import CaseTool

_BRIEF = "brief"
_BRIEF_TITLE = "What is asked for"
_Context = ServerRequestContext[Any]
_Paging = types.PaginatedRequestParams | None


def make_server(offer: Offer) -> Server[Any]:
    """Make the server of an offer; it serves any number of clients, who all work on the one case."""

    async def list_tools(_context: _Context, _params: _Paging) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in offer.tools.values()])

    async def call_tool(_context: _Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        if params.name not in offer.tools:
            raise _refused(f"there is no tool '{params.name}'; {did_you_mean(params.name, offer.tools)}")
        return _called(offer.tools[params.name], params.arguments or {})

    async def list_resources(_context: _Context, _params: _Paging) -> types.ListResourcesResult:
        brief = types.Resource(uri=BRIEF_URI, name=_BRIEF, title=_BRIEF_TITLE, mime_type="text/markdown")
        return types.ListResourcesResult(resources=[brief, *map(_listed, offer.drive.files.values())])

    async def read_resource(_context: _Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return types.ReadResourceResult(contents=[_contents(offer, params.uri)])

    async def list_prompts(_context: _Context, _params: _Paging) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=[types.Prompt(name=_BRIEF, title=_BRIEF_TITLE)])

    async def get_prompt(_context: _Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        if params.name != _BRIEF:
            raise _refused(f"there is no prompt '{params.name}'; there is {_BRIEF}")
        said = types.PromptMessage(role="user", content=types.TextContent(text=offer.brief))
        return types.GetPromptResult(messages=[said])

    return Server(
        offer.name,
        version=offer.version,
        instructions=offer.instructions,
        get_tool_input_schema=lambda name: offer.tools[name].parameters if name in offer.tools else None,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )


def _described(tool: CaseTool) -> types.Tool:
    annotations = types.ToolAnnotations(
        title=tool.title,
        read_only_hint=not tool.writes,
        destructive_hint=False,
        idempotent_hint=not tool.writes,
        open_world_hint=False,
    )
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.about,
        input_schema=dict(tool.parameters),
        output_schema=dict(tool.returns),
        annotations=annotations,
    )


def _called(tool: CaseTool, arguments: dict[str, Any]) -> types.CallToolResult:
    """Call a tool; what the caller got wrong is a result that a model can read and put right."""
    try:
        reply = tool.call(arguments)
    except Mistake as mistake:
        return types.CallToolResult(content=[types.TextContent(text=str(mistake))], is_error=True)
    content: list[types.ContentBlock] = [types.TextContent(text=reply.text)]
    if reply.file:
        content.append(types.EmbeddedResource(resource=_blob(reply.file)))
    return types.CallToolResult(content=content, structured_content=dict(reply.data))


def _listed(file: File) -> types.Resource:
    return types.Resource(uri=uri_of(file), name=file.name, mime_type=file.media_type, size=len(file.data))


def _contents(offer: Offer, uri: str) -> types.TextResourceContents | types.BlobResourceContents:
    if uri == BRIEF_URI:
        return types.TextResourceContents(uri=uri, mime_type="text/markdown", text=offer.brief)
    by_uri = {uri_of(file): file.name for file in offer.drive.files.values()}
    if uri not in by_uri:
        raise _refused(f"there is no resource '{uri}'; resources/list has all of them")
    try:
        file = offer.drive.file(by_uri[uri])
    except Mistake as mistake:
        raise _refused(str(mistake)) from mistake
    text = text_of(file)
    return _blob(file) if text is None else types.TextResourceContents(uri=uri, mime_type=file.media_type, text=text)


def _blob(file: File) -> types.BlobResourceContents:
    return types.BlobResourceContents(uri=uri_of(file), mime_type=file.media_type, blob=blob_of(file))


def _refused(sentence: str) -> MCPError:
    return MCPError(types.INVALID_PARAMS, sentence)
