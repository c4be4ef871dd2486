import java.util.List;
import java.util.stream.Collectors;

import org.opensearch.Version;
import org.opensearch.env.Environment;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;

/** A node with plugins from the class path, for OpenSearch 3. */
final class LocalNode extends Node {
  LocalNode(Environment environment, List<Class<? extends Plugin>> plugins) {
    super(environment, plugins.stream().map(LocalNode::described).collect(Collectors.toList()), true);
  }

  private static PluginInfo described(Class<? extends Plugin> plugin) {
    String java = Integer.toString(Runtime.version().feature());
    String name = plugin.getName();
    return new PluginInfo(name, "on the class path", "NA", Version.CURRENT, java, name, List.of(), false);
  }
}
