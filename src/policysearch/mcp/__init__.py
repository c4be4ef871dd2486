"""The Model Context Protocol: what assistants may ask, answered by the site's own API.

``server`` speaks the protocol, over any transport; ``tools`` turn what an assistant asks for into requests of the API.
"""

from policysearch.mcp.server import McpServer, Reply
from policysearch.mcp.tool import ApiRefusalError, AskApi, Tool, ToolError
from policysearch.mcp.tools import TOOLS

__all__ = ["TOOLS", "ApiRefusalError", "AskApi", "McpServer", "Reply", "Tool", "ToolError"]
