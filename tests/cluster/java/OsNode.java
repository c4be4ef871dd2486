import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.plugins.Plugin;

/**
 * One OpenSearch node in one JVM: {@code OsNode HOME KEY=VALUE...}. A list setting has a key that ends in {@code []}
 * and commas between its values. A module that is missing is an error.
 */
public final class OsNode {
  private static final List<List<String>> MODULES = List.of( // each by its name in 3.x, then in 2.x
      List.of("org.opensearch.transport.Netty4ModulePlugin", "org.opensearch.transport.Netty4Plugin"),
      List.of(
          "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
          "org.opensearch.analysis.common.CommonAnalysisPlugin"),
      List.of("org.opensearch.join.ParentJoinModulePlugin", "org.opensearch.join.ParentJoinPlugin"),
      List.of("org.opensearch.index.reindex.ReindexModulePlugin", "org.opensearch.index.reindex.ReindexPlugin"));

  private OsNode() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Settings.Builder settings = Settings.builder().put("path.home", home.toString());
    for (int i = 1; i < arguments.length; i++) {
      String[] pair = arguments[i].split("=", 2);
      if (pair[0].endsWith("[]")) {
        settings.putList(pair[0].substring(0, pair[0].length() - 2), pair[1].split(","));
      } else {
        settings.put(pair[0], pair[1]);
      }
    }
    for (String name : List.of("config", "modules", "plugins", "data", "logs")) {
      Files.createDirectories(home.resolve(name));
    }
    Environment environment = InternalSettingsPreparer.prepareEnvironment(
        settings.build(), Map.of(), home.resolve("config"), () -> "node");
    LocalNode node = new LocalNode(environment, modules());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        node.close();
      } catch (Exception error) {
        error.printStackTrace();
      } finally {
        stopped.countDown();
      }
    }));
    node.start();
    System.out.println("started " + Version.CURRENT + " pid " + ProcessHandle.current().pid());
    stopped.await();
  }

  private static List<Class<? extends Plugin>> modules() throws ClassNotFoundException {
    List<Class<? extends Plugin>> plugins = new ArrayList<>();
    for (List<String> names : MODULES) {
      try {
        plugins.add(Class.forName(names.get(0)).asSubclass(Plugin.class));
      } catch (ClassNotFoundException error) {
        plugins.add(Class.forName(names.get(1)).asSubclass(Plugin.class));
      }
    }
    return plugins;
  }
}
